package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.mailets.MessageBytes;
import org.jamesdesk.mailets.delivery.Destination.Nowhere;
import org.jamesdesk.mailets.delivery.Destination.Servers;
import org.jamesdesk.mailets.delivery.Outcome.Kind;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;

/** Makes one attempt to bring a mail to its one recipient, and says how it went. */
public final class Courier implements AutoCloseable {
    private final Destinations destinations;
    private final SmtpClient client;
    private final SenderTransports senders;
    private final RelayCourier relays;
    private final MailetContext context;
    private final Clock clock;

    /**
     * @param settings routes, port and time limits
     * @param dns finds the servers of domains without a route
     * @param hosts finds the addresses of those servers
     * @param localDomains the domains whose mail stays here
     * @param senders the transports of From addresses that have one
     * @param tls encrypts connections to their relays
     * @param context takes the mail that stays here
     * @param clock stamps attempts
     */
    public Courier(
            DeliverySettings settings,
            DNSService dns,
            HostAddresses hosts,
            DomainList localDomains,
            SenderTransports senders,
            RelayTls tls,
            MailetContext context,
            Clock clock) {
        this.destinations = new Destinations(settings, dns, hosts, localDomains);
        this.client = new SmtpClient(settings, context);
        this.senders = senders;
        this.relays = new RelayCourier(settings, tls, senders, context);
        this.context = context;
        this.clock = clock;
    }

    /** Tries once; blocks within the configured time limits. Every failure is an attempt, none an exception. */
    public Attempt attempt(Mail mail) {
        Instant began = clock.instant();
        Visit visit = visit(mail);
        Outcome outcome = visit.outcome();
        return new Attempt(
                began.truncatedTo(ChronoUnit.MICROS),
                AttemptKind.ATTEMPT,
                visit.host(),
                visit.address(),
                outcome.tls(),
                outcome.stage(),
                outcome.smtpCode(),
                outcome.enhancedStatus(),
                outcome.text(),
                outcome.state(),
                Duration.between(began, clock.instant()),
                Optional.empty());
    }

    private Visit visit(Mail mail) {
        try {
            if (mail.getRecipients().size() != 1) {
                throw new MessagingException("a delivery has one recipient, not "
                        + mail.getRecipients().size());
            }
            MailAddress recipient = mail.getRecipients().iterator().next();
            Optional<SenderId> named = SenderAttribute.of(mail);
            Optional<Sender> sender = named.flatMap(senders::usable);
            if (named.isPresent() && sender.isEmpty()) {
                return Visit.nowhere(Outcome.failed(Kind.SENDER_REFUSED, "4.7.0", senders.whyNot(named.get()), false));
            }
            Optional<Sender> relayed =
                    sender.filter(usable -> usable.transport().relay().isPresent() && !staysHere(recipient));
            if (relayed.isPresent()) {
                return relays.send(relayed.get(), outgoing(mail, recipient));
            }
            Destination destination = destinations.of(recipient.getDomain().asString());
            if (destination instanceof Nowhere nowhere) {
                return Visit.nowhere(nowhere.why());
            }
            if (destination instanceof Servers servers) {
                return visitInTurn(outgoing(mail, recipient), servers.addresses());
            }
            return Visit.here(hereToStay(mail));
        } catch (MessagingException | IOException | RuntimeException e) {
            return Visit.nowhere(Outcome.failed(Kind.DEFERRED, "4.3.0", "the attempt failed: " + e, false));
        }
    }

    private boolean staysHere(MailAddress recipient) {
        return destinations.staysHere(recipient.getDomain().asString());
    }

    private static OutgoingMail outgoing(Mail mail, MailAddress recipient) throws MessagingException, IOException {
        return OutgoingMail.of(
                mail.getMaybeSender().asString(""),
                recipient.asString(),
                EnvelopeIdAttribute.of(mail),
                MessageBytes.of(mail.getMessage()));
    }

    /** The first server that talks decides; when none does, the failure that tells most. */
    private Visit visitInTurn(OutgoingMail mail, List<InetSocketAddress> servers) throws IOException {
        Optional<Visit> failed = Optional.empty();
        for (InetSocketAddress server : servers) {
            Visit visit = Visit.at(server, client.send(mail, server));
            if (!visit.outcome().allowsAnotherServer()) {
                return visit;
            }
            if (failed.isEmpty() || tellsMore(visit.outcome(), failed.get().outcome())) {
                failed = Optional.of(visit);
            }
        }
        return failed.orElseThrow(() -> new IllegalStateException("a destination has at least one server"));
    }

    /** One that may pass tells more than a lasting one, and the end of a longer conversation more than that of a shorter. */
    private static boolean tellsMore(Outcome one, Outcome other) {
        boolean mayPass = one.state() == DeliveryState.WAITING;
        boolean otherMayPass = other.state() == DeliveryState.WAITING;
        return mayPass == otherMayPass ? reached(one) > reached(other) : mayPass;
    }

    private static int reached(Outcome outcome) {
        return outcome.stage().map(SmtpStage::ordinal).orElse(-1);
    }

    private Outcome hereToStay(Mail mail) throws MessagingException {
        Mail copy = mail.duplicate();
        try {
            context.sendMail(copy, Mail.DEFAULT);
        } finally {
            LifecycleUtil.dispose(copy);
        }
        return Outcome.answered(250, "250 2.0.0 taken over by this server's own mail processing", false);
    }

    @Override
    public void close() {
        client.close();
        relays.close();
    }
}
