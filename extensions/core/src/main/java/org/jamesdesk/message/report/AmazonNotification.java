package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The notifications of Amazon SES that come by mail through Amazon SNS: JSON in the text (Amazon SES developer guide, contents
 * of notifications).
 */
final class AmazonNotification {
    private static final Phrase SENDER = Phrase.of("amazonaws.com");

    private AmazonNotification() {}

    /**
     * What one says.
     *
     * @param type such as {@code Bounce}, {@code Complaint}, {@code Delivery}, {@code DeliveryDelay}
     */
    record Notification(String type, List<Finding> findings, Optional<String> originalMessageId) {}

    static Optional<Notification> in(Envelope envelope, String text) {
        String beginning = text.stripLeading();
        if (!beginning.startsWith("{") || !SENDER.in(envelope.from())) {
            return Optional.empty();
        }
        // Servers break lines of more than 998 characters, some with a sign of their own.
        return Json.object(beginning.replace("!\n ", "").replace("\n ", ""))
                .map(AmazonNotification::unwrapped)
                .flatMap(AmazonNotification::read);
    }

    /** SNS may send the notification as it is or as the text of an envelope. */
    private static Map<?, ?> unwrapped(Map<?, ?> object) {
        return Optional.of(text(object, "Message"))
                .filter(message -> message.startsWith("{"))
                .<Map<?, ?>>flatMap(Json::object)
                .orElse(object);
    }

    private static Optional<Notification> read(Map<?, ?> object) {
        String type = text(object, "notificationType").isEmpty()
                ? text(object, "eventType")
                : text(object, "notificationType");
        Map<?, ?> mail = map(object, "mail");
        Optional<String> messageId = Optional.of(text(map(mail, "commonHeaders"), "messageId"))
                .filter(id -> id.contains("@"))
                .or(() -> header(mail, "Message-ID"))
                .or(() -> Optional.of(text(mail, "messageId")).filter(id -> !id.isEmpty()))
                .map(id -> id.replaceAll("[<>\\s]", ""));
        List<Finding> findings =
                switch (type) {
                    case "Bounce" -> recipients(map(object, "bounce"), "bouncedRecipients", DeliveryAction.FAILED);
                    case "DeliveryDelay" -> recipients(
                            map(object, "deliveryDelay"), "delayedRecipients", DeliveryAction.DELAYED);
                    case "Delivery" -> delivered(map(object, "delivery"));
                    default -> List.of();
                };
        return type.isEmpty() ? Optional.empty() : Optional.of(new Notification(type, findings, messageId));
    }

    private static List<Finding> recipients(Map<?, ?> event, String key, DeliveryAction action) {
        List<Finding> findings = new ArrayList<>();
        String kind = text(event, "bounceType") + " " + text(event, "bounceSubType") + text(event, "delayType");
        for (Object each : list(event, key)) {
            if (each instanceof Map<?, ?> recipient) {
                String diagnostic = text(recipient, "diagnosticCode");
                findings.add(new Finding(
                        AddressFinder.single(text(recipient, "emailAddress")),
                        DeliveryStatus.action(text(recipient, "action")).or(() -> Optional.of(action)),
                        StatusCode.enhanced(text(recipient, "status")),
                        diagnostic.isBlank() ? "Amazon SES: " + kind.strip() : diagnostic));
            }
        }
        return findings;
    }

    private static List<Finding> delivered(Map<?, ?> event) {
        List<Finding> findings = new ArrayList<>();
        for (Object each : list(event, "recipients")) {
            findings.add(new Finding(
                    AddressFinder.single(String.valueOf(each)),
                    Optional.of(DeliveryAction.DELIVERED),
                    StatusCode.enhanced(text(event, "smtpResponse")),
                    text(event, "smtpResponse")));
        }
        return findings;
    }

    private static Optional<String> header(Map<?, ?> mail, String name) {
        for (Object each : list(mail, "headers")) {
            if (each instanceof Map<?, ?> header && text(header, "name").equalsIgnoreCase(name)) {
                return Optional.of(text(header, "value"));
            }
        }
        return Optional.empty();
    }

    private static String text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }

    private static Map<?, ?> map(Map<?, ?> object, String key) {
        return object.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Map<?, ?> object, String key) {
        return object.get(key) instanceof List<?> list ? list : List.of();
    }
}
