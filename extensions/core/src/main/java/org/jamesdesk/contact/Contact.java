package org.jamesdesk.contact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.agent.Agents;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.settings.Settings;

/**
 * Whose matter a new ticket is.
 *
 * @param mailbox the customer; empty when the mail names no readable one
 * @param reasons why it is not the author, one sentence each
 */
public record Contact(Optional<Mailbox> mailbox, List<String> reasons) {
    public Contact {
        Objects.requireNonNull(mailbox, "mailbox");
        reasons = List.copyOf(reasons);
    }

    /** The author of a mail is the contact. */
    public static Contact author(ReadMessage message) {
        return new Contact(message.from(), List.of());
    }

    /**
     * The contact by the settings of a department: the first Reply-To that is none of the desk's or its agents', where that is
     * switched on (R64–R68), else the author.
     */
    public static Contact of(ReadMessage message, DepartmentId department, Configuration configuration) {
        if (!Settings.of(configuration, department).contactFromReplyTo()) {
            return author(message);
        }
        return message.replyTo().stream()
                .filter(candidate -> !isOfTheDesk(candidate.address(), configuration))
                .findFirst()
                .map(contact -> fromReplyTo(contact, message))
                .orElseGet(() -> author(message));
    }

    private static boolean isOfTheDesk(EmailAddress address, Configuration configuration) {
        return AddressSnapshot.of(configuration).isOurs(address)
                || Agents.of(configuration).find(address).isPresent();
    }

    private static Contact fromReplyTo(Mailbox contact, ReadMessage message) {
        boolean isAuthor = message.from().map(Mailbox::address).equals(Optional.of(contact.address()));
        return isAuthor
                ? author(message)
                : new Contact(
                        Optional.of(contact),
                        List.of("Its Reply-To is the contact, because contactFromReplyTo is on."));
    }
}
