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
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.mailets.MessageBytes;
import org.jamesdesk.mailets.delivery.Destination.Nowhere;
import org.jamesdesk.mailets.delivery.Destination.Servers;
import org.jamesdesk.mailets.delivery.Outcome.Kind;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;

/** Makes one attempt to bring a mail to its one recipient, and says how it went. */
public final class Courier implements AutoCloseable {
    private static final String LOCAL = "local";

    private final Destinations destinations;
    private final SmtpClient client;
    private final SenderTransports senders;
    private final RelayCourier relays;
    private final MailetContext context;
    private final Clock clock;

    /**
     * @param settings routes, port and time limits
     * @param dns finds the servers of domains without a route
     * @param localDomains the domains whose mail stays here
     * @param senders the transports of From addresses that have one
     * @param tls encrypts connections to their relays
     * @param context takes the mail that stays here
     * @param clock stamps attempts
     */
    public Courier(
            DeliverySettings settings,
            DNSService dns,
            DomainList localDomains,
            SenderTransports senders,
            RelayTls tls,
            MailetContext context,
            Clock clock) {
        this.destinations = new Destinations(settings, dns, localDomains);
        this.client = new SmtpClient(settings, context);
        this.senders = senders;
        this.relays = new RelayCourier(settings, tls, senders, context);
        this.context = context;
        this.clock = clock;
    }

    private record Visit(String host, Outcome outcome) {}

    /** Tries once; blocks within the configured time limits. Every failure is an attempt, none an exception. */
    public Attempt attempt(Mail mail) {
        Instant began = clock.instant();
        Visit visit = visit(mail);
        Outcome outcome = visit.outcome();
        return new Attempt(
                began.truncatedTo(ChronoUnit.MICROS),
                visit.host(),
                outcome.tls(),
                outcome.smtpCode(),
                outcome.enhancedStatus(),
                outcome.text(),
                outcome.state(),
                Duration.between(began, clock.instant()));
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
                return new Visit("", Outcome.failed(Kind.SENDER_REFUSED, "4.7.0", senders.whyNot(named.get()), false));
            }
            Optional<SmtpRelay> relay =
                    sender.flatMap(usable -> usable.transport().relay());
            if (relay.isPresent()
                    && !destinations.staysHere(recipient.getDomain().asString())) {
                return new Visit(
                        relay.get().asString(),
                        relays.send(sender.get(), recipient.asString(), MessageBytes.of(mail.getMessage())));
            }
            Destination destination = destinations.of(recipient.getDomain().asString());
            if (destination instanceof Nowhere nowhere) {
                return new Visit("", nowhere.why());
            }
            if (destination instanceof Servers servers) {
                OutgoingMail outgoing = OutgoingMail.of(
                        mail.getMaybeSender().asString(""), recipient.asString(), MessageBytes.of(mail.getMessage()));
                return visitInTurn(outgoing, servers.addresses());
            }
            return new Visit(LOCAL, hereToStay(mail));
        } catch (MessagingException | IOException | RuntimeException e) {
            return new Visit("", Outcome.failed(Kind.DEFERRED, "4.3.0", "the attempt failed: " + e, false));
        }
    }

    /** The first server that talks decides; when none does, a failure that may pass outweighs a lasting one. */
    private Visit visitInTurn(OutgoingMail mail, List<InetSocketAddress> servers) {
        Optional<Visit> failed = Optional.empty();
        for (InetSocketAddress server : servers) {
            String host = new MailServer(server.getHostString(), server.getPort()).asString();
            Visit visit = new Visit(host, client.send(mail, server));
            if (!visit.outcome().allowsAnotherServer()) {
                return visit;
            }
            if (failed.isEmpty() || visit.outcome().state() == DeliveryState.WAITING) {
                failed = Optional.of(visit);
            }
        }
        return failed.orElseThrow(() -> new IllegalStateException("a destination has at least one server"));
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
