package org.jamesdesk.mailets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.IntakeTarget;
import org.jamesdesk.ticket.TicketNumber;

/**
 * What the desk's mailets write on a mail for one another and for the administrator who finds it in a repository. Only
 * strings and numbers: they survive every queue and repository. Nobody can set an attribute from outside.
 */
final class DeskAttributes {
    /** Why the mail waits or lies in a repository, one sentence. */
    static final AttributeName REASON = AttributeName.of("desk.reason");
    /** How often the mail was put off because the stores did not answer. */
    static final AttributeName RETRIES = AttributeName.of("desk.retries");
    /** When it was put off first (ISO 8601). */
    static final AttributeName RETRIED_SINCE = AttributeName.of("desk.retriedSince");
    /** Set when the mail was matched before the addresses were known. */
    static final AttributeName UNDECIDED = AttributeName.of("desk.undecided");

    /** What is proven about the sender: {@code SenderAuthentication.asString}. */
    static final AttributeName AUTHENTICATION = AttributeName.of("desk.authentication");

    /** The support address for which the mail waits in the repository desk-parked. */
    static final AttributeName SUPPORT_ADDRESS = AttributeName.of("desk.supportAddress");
    /** When it was put there (ISO 8601). */
    static final AttributeName PARKED_AT = AttributeName.of("desk.parkedAt");

    private static final AttributeName TARGETS = AttributeName.of("desk.targets");
    private static final AttributeName TICKETS = AttributeName.of("desk.tickets");
    private static final String NO_TOKEN = "-";

    private DeskAttributes() {}

    /** Each target as {@code <department> <ticket of the token or -> <support address>}. */
    static void putTargets(Mail mail, List<IntakeTarget> targets) {
        put(mail, TARGETS, targets.stream().map(DeskAttributes::encode).toList());
    }

    private static String encode(IntakeTarget target) {
        return target.department()
                + " "
                + target.token().map(TicketNumber::toString).orElse(NO_TOKEN)
                + " "
                + target.supportAddress().asString();
    }

    /**
     * The targets that were put on the mail; none when there are none.
     *
     * @throws IllegalArgumentException when the attribute has another form
     */
    static List<IntakeTarget> targets(Mail mail) {
        return strings(mail, TARGETS).stream().map(DeskAttributes::decode).toList();
    }

    private static IntakeTarget decode(String encoded) {
        String[] parts = encoded.split(" ", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("the attribute desk.targets has an unknown form");
        }
        return new IntakeTarget(
                new DepartmentId(parts[0]),
                EmailAddress.parse(parts[2]),
                parts[1].equals(NO_TOKEN) ? Optional.empty() : Optional.of(TicketNumber.parse(parts[1])));
    }

    static void putTickets(Mail mail, Collection<TicketNumber> tickets) {
        put(mail, TICKETS, tickets.stream().map(TicketNumber::toString).toList());
    }

    private static void put(Mail mail, AttributeName name, List<String> values) {
        List<AttributeValue<?>> encoded = new ArrayList<>();
        values.forEach(value -> encoded.add(AttributeValue.of(value)));
        mail.setAttribute(new Attribute(name, AttributeValue.of(encoded)));
    }

    private static List<String> strings(Mail mail, AttributeName name) {
        return AttributeUtils.getAttributeValueFromMail(mail, name)
                .filter(Collection.class::isInstance)
                .map(values -> ((Collection<?>) values)
                        .stream()
                                .map(value -> value instanceof AttributeValue<?> wrapped ? wrapped.value() : value)
                                .map(Object::toString)
                                .toList())
                .orElse(List.of());
    }

    static void put(Mail mail, AttributeName name, String value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }

    static void put(Mail mail, AttributeName name, int value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }

    static Optional<String> text(Mail mail, AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
    }

    static int number(Mail mail, AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, Integer.class).orElse(0);
    }

    /** Ends the story of putting off: the next outage begins with short pauses again. */
    static void forgetRetries(Mail mail) {
        mail.removeAttribute(RETRIES);
        mail.removeAttribute(RETRIED_SINCE);
    }
}
