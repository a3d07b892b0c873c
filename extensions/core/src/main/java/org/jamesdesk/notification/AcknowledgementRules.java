package org.jamesdesk.notification;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.agent.Agents;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.authentication.OrganizationalDomain;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.message.authentication.SenderAuthentication.Verdict;
import org.jamesdesk.ticket.TakenMail;
import org.jamesdesk.ticket.Ticket;

/**
 * Whether a mail that opened a ticket may be acknowledged (RFC 3834 section 2; R23–R25), as far as the mail, the ticket and the
 * configuration tell. A pure function.
 *
 * <p>RFC 3834 section 4 sends automatic answers to the reverse-path; a help desk writes to its contact, for forwarding and mailing
 * services put addresses of their own there. So that nobody can be made to bother a third party, the contact must belong to the
 * organisation that From or the reverse-path names, and neither of the two may be denied by SPF.
 */
final class AcknowledgementRules {
    /** Who answers there is a machine, at any domain (RFC 2142, RFC 5321 section 4.5.1). */
    private static final Set<String> MACHINES = Set.of("mailer-daemon", "postmaster");

    private final Configuration configuration;
    private final Predicate<EmailAddress> envelopeSenders;

    /** @param envelopeSenders whether an address has the form of the envelope senders that the desk signs */
    AcknowledgementRules(Configuration configuration, Predicate<EmailAddress> envelopeSenders) {
        this.configuration = configuration;
        this.envelopeSenders = envelopeSenders;
    }

    /** Why it may not, as the end of a sentence; empty: it may, to the ticket's contact. */
    Optional<String> whyNot(TakenMail mail, Ticket ticket) {
        if (mail.envelopeSender().isEmpty()) {
            return Optional.of("the mail came with the null sender");
        }
        Optional<EmailAddress> author = mail.message().from().map(Mailbox::address);
        Optional<EmailAddress> contact = ticket.contact().map(Mailbox::address);
        if (author.isEmpty() || contact.isEmpty()) {
            return Optional.of("the mail names no readable sender");
        }
        return ofPeople(author.get(), contact.get())
                .or(() -> ofKind(mail.message()))
                .or(() -> mail.conversation().authentication().flatMap(AcknowledgementRules::ofForgery))
                .or(() -> ofThirdParty(mail.envelopeSender().get(), author.get(), contact.get()));
    }

    private Optional<String> ofPeople(EmailAddress author, EmailAddress contact) {
        if (Stream.of(author, contact).anyMatch(this::isOurs)) {
            return Optional.of("the mail's sender is an address of the desk");
        }
        Agents agents = Agents.of(configuration);
        if (Stream.of(author, contact).anyMatch(address -> agents.find(address).isPresent())) {
            return Optional.of("the mail's sender is an agent");
        }
        return MACHINES.contains(contact.localPart().toLowerCase(Locale.ROOT))
                ? Optional.of("nobody reads mail to " + contact)
                : Optional.empty();
    }

    private boolean isOurs(EmailAddress address) {
        return AddressSnapshot.of(configuration).isOurs(address) || envelopeSenders.test(address);
    }

    private static Optional<String> ofKind(ReadMessage message) {
        if (message.confirmation().isPresent()) {
            return Optional.of("the mail is a provider's confirmation");
        }
        if (message.kind() != MessageKind.MESSAGE) {
            return Optional.of("the mail is a report or an automatic answer");
        }
        if (message.automatic()) {
            return Optional.of("a machine wrote the mail");
        }
        return message.answerable()
                ? Optional.empty()
                : Optional.of("the mail came by a list or asks for no automatic answer");
    }

    /** The reverse-path's own domain may deny it although From is of another one: then nothing at all vouches for the mail. */
    private static Optional<String> ofForgery(SenderAuthentication authentication) {
        boolean denied = authentication.verdict() == Verdict.FAIL
                || authentication.verdict() == Verdict.NONE
                        && authentication
                                .spf()
                                .filter(spf -> spf.result() == Result.FAIL)
                                .isPresent();
        return denied ? Optional.of("the mail's sender is probably forged (SPF fail)") : Optional.empty();
    }

    private static Optional<String> ofThirdParty(
            EmailAddress envelopeSender, EmailAddress author, EmailAddress contact) {
        boolean vouched = Stream.of(author, envelopeSender)
                .anyMatch(sender -> OrganizationalDomain.same(sender.domain(), contact.domain()));
        return vouched
                ? Optional.empty()
                : Optional.of("the contact " + contact
                        + " belongs neither to the organisation of its author nor to that of" + " its envelope sender");
    }
}
