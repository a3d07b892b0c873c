package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.message.mime.HeaderText;

/**
 * The fields of a delivery status (RFC 3464, RFC 6533), read as they occur: groups without blank lines between them or with
 * too many, fields missing, repeated or in any order.
 */
final class DeliveryStatus {
    private static final int MAX_RECIPIENTS = 500;
    private static final int MAX_VALUE = 4_000;
    private static final List<String> PER_RECIPIENT =
            List.of("original-recipient", "final-recipient", "action", "status");

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, StringBuilder> fields = new LinkedHashMap<>();
    private Optional<StringBuilder> open = Optional.empty();
    private Optional<String> originalMessageId = Optional.empty();

    private DeliveryStatus() {}

    /** What a delivery status says, one finding for each recipient; a group without a recipient counts if it is the only one. */
    static DeliveryStatus read(byte[] bytes) {
        return read(HeaderText.undeclared(bytes));
    }

    /** As {@link #read(byte[])}, of text. */
    static DeliveryStatus read(String text) {
        DeliveryStatus status = new DeliveryStatus();
        text.lines().takeWhile(line -> status.findings.size() < MAX_RECIPIENTS).forEach(status::line);
        status.end(true);
        return status;
    }

    /** Whether a text has the fields without which nobody can call it a delivery status. */
    static boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("final-recipient:")
                && (lower.contains("action:") || lower.contains("status:"))
                && text.lines()
                        .map(line -> line.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(line -> line.startsWith("final-recipient:"));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Servers that return no header may still name the mail. */
    Optional<String> originalMessageId() {
        return originalMessageId;
    }

    private void line(String raw) {
        String line = raw.stripTrailing();
        if (line.isBlank()) {
            end(false);
            return;
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        boolean isField =
                !name.isEmpty() && name.length() <= 40 && name.chars().allMatch(c -> c == '-' || Character.isLetter(c));
        boolean continued = Character.isWhitespace(line.charAt(0)) && open.isPresent() && !PER_RECIPIENT.contains(name);
        if (!isField || continued) {
            open.filter(value -> value.length() < MAX_VALUE)
                    .ifPresent(value -> value.append(' ').append(line.strip()));
            return;
        }
        if (PER_RECIPIENT.contains(name) && fields.containsKey(name)) {
            end(true);
        }
        StringBuilder value = new StringBuilder(line.substring(colon + 1).strip());
        if (name.equals("x-original-message-id") || name.equals("original-message-id")) {
            originalMessageId = Optional.of(value.toString());
        }
        fields.putIfAbsent(name, value);
        open = Optional.of(value);
    }

    private void end(boolean complete) {
        open = Optional.empty();
        boolean named = fields.containsKey("final-recipient") || fields.containsKey("original-recipient");
        boolean only = complete && findings.isEmpty() && (fields.containsKey("action") || fields.containsKey("status"));
        if (named || only) {
            // An action may stand in a group of its own before or after the recipient's; the one before is carried
            // over.
            findings.add(finding());
            fields.clear();
        } else if (complete
                && findings.size() == 1
                && findings.get(0).action().isEmpty()
                && fields.containsKey("action")) {
            Finding first = findings.get(0);
            findings.set(
                    0, new Finding(first.recipient(), action(value("action")), first.status(), first.diagnostic()));
        }
    }

    private Finding finding() {
        String diagnostic = value("diagnostic-code");
        String status = value("status");
        Optional<String> code = StatusCode.enhanced(status);
        if (code.isEmpty() || StatusCode.isGeneric(code.get())) {
            code = StatusCode.specific(diagnostic)
                    .or(() -> StatusCode.enhanced(status))
                    .or(() -> StatusCode.enhanced(diagnostic));
        }
        int comment = status.indexOf('(');
        String words = withoutType(diagnostic);
        return new Finding(
                recipient(),
                action(value("action")),
                code,
                words.isBlank() && comment >= 0 ? status.substring(comment) : words);
    }

    private String value(String name) {
        return fields.getOrDefault(name, new StringBuilder()).toString();
    }

    /** The address that was written to: what the sender asked for if it is known, else what became of it. */
    private Optional<String> recipient() {
        return address(value("original-recipient"))
                .or(() -> address(value("final-recipient")))
                .or(() -> address(value("x-actual-recipient")));
    }

    private static Optional<String> address(String value) {
        return AddressFinder.single(withoutEscapes(withoutType(value)));
    }

    private static String withoutType(String value) {
        int semicolon = value.indexOf(';');
        boolean typed = semicolon >= 0
                && semicolon < 24
                && value.substring(0, semicolon)
                        .strip()
                        .chars()
                        .allMatch(c -> c == '-' || Character.isLetterOrDigit(c));
        return typed ? value.substring(semicolon + 1).strip() : value.strip();
    }

    /** The escapes of RFC 6533 section 3, {@code \x{3042}}. */
    private static String withoutEscapes(String value) {
        if (!value.contains("\\x{")) {
            return value;
        }
        StringBuilder plain = new StringBuilder();
        int at = 0;
        for (int escape = value.indexOf("\\x{"); escape >= 0; escape = value.indexOf("\\x{", at)) {
            int close = value.indexOf('}', escape);
            if (close < 0 || close - escape > 9) {
                break;
            }
            plain.append(value, at, escape);
            try {
                plain.appendCodePoint(Integer.parseInt(value.substring(escape + 3, close), 16));
            } catch (IllegalArgumentException e) {
                plain.append(value, escape, close + 1);
            }
            at = close + 1;
        }
        return plain.append(value.substring(at)).toString();
    }

    static Optional<DeliveryAction> action(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (word.startsWith("fail")
                || word.startsWith("error")
                || word.startsWith("expired")
                || word.startsWith("undeliver")
                || word.startsWith("reject")
                || word.startsWith("bounce")) {
            return Optional.of(DeliveryAction.FAILED);
        }
        if (word.startsWith("delay") || word.startsWith("defer")) {
            return Optional.of(DeliveryAction.DELAYED);
        }
        if (word.startsWith("deliver") || word.startsWith("success")) {
            return Optional.of(DeliveryAction.DELIVERED);
        }
        if (word.startsWith("relay")) {
            return Optional.of(DeliveryAction.RELAYED);
        }
        return word.startsWith("expand") ? Optional.of(DeliveryAction.EXPANDED) : Optional.empty();
    }
}
