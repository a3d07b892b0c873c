package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jamesdesk.deliverability.NotificationRules;
import org.jamesdesk.json.JsonMistake;

/** The body of a change of thresholds: new values by name, {@code null} for the default. */
record NotificationRulesPatch(Map<String, JsonNode> values) {
    private static final String MINIMUM = "minimum";
    private static final String WARNING = "warning";
    private static final String LOCK = "lock";
    private static final String WINDOW_HOURS = "windowHours";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(MINIMUM, WARNING, LOCK, WINDOW_HOURS));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static NotificationRulesPatch of(Map<String, JsonNode> values) {
        return new NotificationRulesPatch(values);
    }

    /** The rules that follow from other rules; whether they make sense is asked elsewhere. */
    NotificationRules applied(NotificationRules before) {
        values.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw RequestRefusedException.invalid(
                            JsonMistake.printable(name) + ": unknown key; known keys are " + String.join(", ", KNOWN));
                });
        NotificationRules otherwise = NotificationRules.DEFAULT;
        return new NotificationRules(
                wholeNumber(MINIMUM, before.minimum(), otherwise.minimum()),
                percentage(WARNING, before.warning(), otherwise.warning()),
                percentage(LOCK, before.lock(), otherwise.lock()),
                wholeNumber(WINDOW_HOURS, before.windowHours(), otherwise.windowHours()));
    }

    private int wholeNumber(String name, int before, int otherwise) {
        if (!values.containsKey(name)) {
            return before;
        }
        JsonNode value = values.get(name);
        if (value.isNull()) {
            return otherwise;
        }
        if (!value.isInt()) {
            throw RequestRefusedException.invalid(name + ": a whole number expected, or null for " + otherwise);
        }
        return value.intValue();
    }

    private BigDecimal percentage(String name, BigDecimal before, BigDecimal otherwise) {
        if (!values.containsKey(name)) {
            return before;
        }
        JsonNode value = values.get(name);
        if (value.isNull()) {
            return otherwise;
        }
        if (!value.isNumber() || Double.isInfinite(value.doubleValue())) {
            throw RequestRefusedException.invalid(
                    name + ": a percentage as a number expected, or null for " + otherwise.toPlainString());
        }
        return value.decimalValue();
    }
}
