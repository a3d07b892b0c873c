package org.jamesdesk.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryWork;
import org.jamesdesk.delivery.Letter;
import org.jamesdesk.delivery.Letter.AutoSubmitted;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.Department;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderChoice;
import org.jamesdesk.template.Template;
import org.jamesdesk.template.TemplateContent;
import org.jamesdesk.template.TemplateName;
import org.jamesdesk.template.TemplateRenderer;
import org.jamesdesk.template.TemplateSender;
import org.jamesdesk.template.TemplateVariable;
import org.jamesdesk.template.Templates;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.Outgoing;
import org.jamesdesk.ticket.Ticket;
import org.jamesdesk.token.DeskTokens;

/**
 * Writes notifications: the template that holds in the ticket's department and its language, from the template's address (R35),
 * with the identifiers that bring an answer back to the ticket. A pure function of the occasion and the signing key.
 */
final class NotificationLetters {
    private static final int MOST_REFERENCES = 20;

    private final DeskTokens tokens;

    NotificationLetters(DeskTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The acknowledgement to a customer.
     *
     * @throws RuntimeException when it cannot be made of this template
     */
    Outgoing acknowledgement(Occasion occasion, Mailbox customer, Instant at) {
        return write(
                occasion, TemplateName.ACKNOWLEDGEMENT, AutoSubmitted.REPLIED, customer, Optional.of(customer), at);
    }

    /**
     * The news for an agent.
     *
     * @throws RuntimeException when it cannot be made of this template
     */
    Outgoing news(Occasion occasion, Mailbox agent, Instant at) {
        Optional<Mailbox> contact = occasion.ticket().contact();
        Optional<Mailbox> author = occasion.mail().message().from();
        // Of a ticket that is open already somebody else may write; the contact of a new one need not be its author.
        Optional<Mailbox> customer =
                occasion.mail().opened().isPresent() ? contact.or(() -> author) : author.or(() -> contact);
        return write(occasion, TemplateName.AGENT_NOTIFICATION, AutoSubmitted.GENERATED, agent, customer, at);
    }

    private Outgoing write(
            Occasion occasion,
            TemplateName name,
            AutoSubmitted automatic,
            Mailbox recipient,
            Optional<Mailbox> customer,
            Instant at) {
        Configuration configuration = occasion.configuration();
        Ticket ticket = occasion.ticket();
        Template template = Templates.find(
                        configuration,
                        Optional.of(ticket.department()),
                        name,
                        occasion.settings().language())
                .template();
        SenderChoice sender =
                TemplateSender.choose(configuration, template, ticket.department(), ticket.supportAddress());
        TemplateContent content = TemplateRenderer.render(template.content(), values(occasion, customer, recipient));
        ConversationId id = occasion.idFor(name, recipient.address());
        String messageId = tokens.messageId(ticket.number(), id);
        Letter letter = new Letter(
                messageId,
                at,
                sender.mailbox(),
                new Mailbox(sender.mailbox().name(), tokens.replyAddress(sender.answersTo(), ticket.number())),
                List.of(recipient),
                List.of(),
                content.subject(),
                references(occasion.mail().message()),
                content.text(),
                Optional.of(content.html()),
                List.of(),
                Optional.of(automatic));
        Delivery delivery =
                delivery(occasion.deliveryFor(name, recipient.address()), ticket, id, recipient.address(), sender, at);
        return new Outgoing(
                id,
                ticket.number(),
                occasion.mail().scope(),
                messageId,
                sender.mailbox().address(),
                at,
                letter.mail(),
                List.of(delivery),
                List.of(DeliveryWork.of(delivery, configuration).due(at)));
    }

    private static Map<TemplateVariable, String> values(
            Occasion occasion, Optional<Mailbox> customer, Mailbox recipient) {
        Configuration configuration = occasion.configuration();
        Ticket ticket = occasion.ticket();
        ReadMessage message = occasion.mail().message();
        Map<TemplateVariable, String> values = new EnumMap<>(TemplateVariable.class);
        values.put(TemplateVariable.TICKET_NUMBER, ticket.number().toString());
        values.put(TemplateVariable.TICKET_SUBJECT, ticket.subject());
        values.put(TemplateVariable.CONTACT_NAME, customer.map(Mailbox::name).orElse(""));
        values.put(
                TemplateVariable.CONTACT_ADDRESS,
                customer.map(Mailbox::address).map(EmailAddress::asString).orElse(""));
        values.put(
                TemplateVariable.DEPARTMENT_NAME,
                configuration
                        .find(Department.KIND, ticket.department().value())
                        .map(Department::name)
                        .orElse(""));
        values.put(
                TemplateVariable.SUPPORT_ADDRESS,
                SenderChoice.withoutSender(configuration, ticket.department(), ticket.supportAddress())
                        .address()
                        .asString());
        values.put(TemplateVariable.AGENT_NAME, recipient.name());
        values.put(TemplateVariable.MESSAGE_TEXT, message.newText().isBlank() ? message.text() : message.newText());
        return values;
    }

    /** The mail that brought it about last, for it is answered; before it the nearest of its ancestors. */
    private static List<String> references(ReadMessage message) {
        if (message.messageId().isEmpty()) {
            return List.of();
        }
        List<String> ancestors = message.references();
        List<String> references = new ArrayList<>(
                ancestors.subList(Math.max(0, ancestors.size() - MOST_REFERENCES + 1), ancestors.size()));
        references.remove(message.messageId().get());
        references.add(message.messageId().get());
        return references;
    }

    /** Nobody is told when it is late or fails: the history of the ticket says so (R92). */
    private Delivery delivery(
            DeliveryId delivery,
            Ticket ticket,
            ConversationId id,
            EmailAddress recipient,
            SenderChoice sender,
            Instant at) {
        return new Delivery(
                delivery,
                ticket.number(),
                id,
                recipient,
                tokens.envelopeSender(ticket.number(), delivery, at),
                Purpose.NOTIFICATION,
                ticket.department(),
                Optional.empty(),
                sender.sender().map(Sender::id),
                Optional.empty(),
                DeliveryState.QUEUED,
                at,
                List.of());
    }
}
