package org.jamesdesk.mailets.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.SmtpStage;

/** An attempt as the attribute {@code desk.attempt} of its mail: a map of strings, which every queue can store. */
public final class AttemptAttribute {
    private static final AttributeName NAME = AttributeName.of("desk.attempt");

    private AttemptAttribute() {}

    /** Leaves the attempt on the mail. */
    public static void put(Mail mail, Attempt attempt) {
        Map<String, AttributeValue<?>> values = new HashMap<>();
        values.put("at", AttributeValue.of(attempt.at().toString()));
        values.put("kind", AttributeValue.of(attempt.kind().name()));
        values.put("host", AttributeValue.of(attempt.host()));
        values.put("tls", AttributeValue.of(Boolean.toString(attempt.tls())));
        attempt.address().ifPresent(address -> values.put("address", AttributeValue.of(address)));
        attempt.stage().ifPresent(stage -> values.put("stage", AttributeValue.of(stage.name())));
        attempt.smtpCode().ifPresent(code -> values.put("smtpCode", AttributeValue.of(code.toString())));
        attempt.enhancedStatus().ifPresent(status -> values.put("enhancedStatus", AttributeValue.of(status)));
        values.put("text", AttributeValue.of(attempt.text()));
        values.put("state", AttributeValue.of(attempt.state().name()));
        values.put("took", AttributeValue.of(attempt.took().toString()));
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(values)));
    }

    /** The attempt that was left on the mail. */
    public static Optional<Attempt> of(Mail mail) {
        return AttributeUtils.getAttributeValueFromMail(mail, NAME)
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .map(AttemptAttribute::decode);
    }

    private static Attempt decode(Map<?, ?> values) {
        return new Attempt(
                Instant.parse(value(values, "at").orElseThrow()),
                value(values, "kind").map(AttemptKind::valueOf).orElseThrow(),
                value(values, "host").orElseThrow(),
                value(values, "address"),
                value(values, "tls").map(Boolean::parseBoolean).orElseThrow(),
                value(values, "stage").map(SmtpStage::valueOf),
                value(values, "smtpCode").map(Integer::valueOf),
                value(values, "enhancedStatus"),
                value(values, "text").orElseThrow(),
                value(values, "state").map(DeliveryState::valueOf).orElseThrow(),
                value(values, "took").map(Duration::parse).orElseThrow(),
                Optional.empty());
    }

    private static Optional<String> value(Map<?, ?> values, String key) {
        Object value = values.get(key);
        Object plain = value instanceof AttributeValue<?> wrapped ? wrapped.value() : value;
        return Optional.ofNullable(plain).map(Object::toString);
    }
}
