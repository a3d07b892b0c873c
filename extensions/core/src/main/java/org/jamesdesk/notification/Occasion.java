package org.jamesdesk.notification;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.settings.Settings;
import org.jamesdesk.template.TemplateName;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.ConversationIds;
import org.jamesdesk.ticket.TakenMail;
import org.jamesdesk.ticket.Ticket;

/**
 * A mail that may bring notifications about.
 *
 * @param mail the mail
 * @param ticket the ticket it is in
 * @param configuration what holds at this moment
 */
record Occasion(TakenMail mail, Ticket ticket, Configuration configuration) {
    /** What names the notification to one recipient: the same for every run of the same mail, so that it is sent once. */
    ConversationId idFor(TemplateName template, EmailAddress recipient) {
        return ConversationIds.of(
                "notification", template.apiName(), mail.conversation().id().value(), recipient.key());
    }

    /** What names its delivery. */
    DeliveryId deliveryFor(TemplateName template, EmailAddress recipient) {
        return new DeliveryId(ConversationIds.hash(
                idFor(template, recipient).value(), recipient.key(), Purpose.NOTIFICATION.apiName()));
    }

    /** The settings of the ticket's department. */
    Settings settings() {
        return Settings.of(configuration, ticket.department());
    }

    /** Who has written it. */
    Optional<EmailAddress> author() {
        return mail.message().from().map(Mailbox::address);
    }

    /** The active agents of the ticket's department, without the one who wrote the mail. */
    List<Agent> agents() {
        return configuration.all(Agent.KIND).stream()
                .filter(agent -> agent.active() && agent.departments().contains(ticket.department()))
                .filter(agent ->
                        author().stream().noneMatch(author -> agent.addresses().anyMatch(author::equals)))
                .toList();
    }
}
