package org.jamesdesk.message.automation;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One row of the table {@code signs.txt}.
 *
 * @param name rows of one name count once
 * @param weight above 0 points at a machine, below at a person
 * @param shows what else it shows
 * @param field the field that is looked at
 * @param condition another field that must or must not be there
 * @param neededTexts the pattern is found only where one of these stands; empty when nothing is known
 * @param pattern what is searched in each value of the field
 */
record Sign(
        String name,
        int weight,
        Shows shows,
        String field,
        Optional<Condition> condition,
        Set<String> neededTexts,
        Pattern pattern) {
    enum Shows {
        NOTHING,
        REPLY,
        SILENCE
    }

    record Condition(String field, boolean present) {}

    private static final Set<String> TEXTS = Set.of("@opening", "@text");
    private static final String WILDCARD = "*";

    Sign {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shows, "shows");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(condition, "condition");
        neededTexts = Set.copyOf(neededTexts);
        Objects.requireNonNull(pattern, "pattern");
    }

    /** @throws IllegalStateException when the row is broken */
    static Sign parse(String line) {
        String[] columns = line.trim().split("\\s+", 6);
        if (columns.length < 6) {
            throw new IllegalStateException("signs.txt: six columns expected: " + line);
        }
        try {
            // Text is compared in lower case, which takes a fraction of the time.
            boolean isLowerCase = TEXTS.contains(columns[3]);
            return new Sign(
                    columns[0],
                    Integer.parseInt(columns[1]),
                    shows(columns[2]),
                    columns[3],
                    condition(columns[4]),
                    isLowerCase ? NeededTexts.of(columns[5]) : Set.of(),
                    Pattern.compile(columns[5], isLowerCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException | NumberFormatException e) {
            throw new IllegalStateException("signs.txt: " + e.getMessage() + ": " + line, e);
        }
    }

    private static Shows shows(String text) {
        return switch (text) {
            case "-" -> Shows.NOTHING;
            case "reply" -> Shows.REPLY;
            case "silence" -> Shows.SILENCE;
            default -> throw new IllegalStateException("signs.txt: unknown meaning " + text);
        };
    }

    private static Optional<Condition> condition(String text) {
        if (text.equals("-")) {
            return Optional.empty();
        }
        boolean present = !text.startsWith("!");
        return Optional.of(new Condition(present ? text : text.substring(1), present));
    }

    boolean standsForMany() {
        return field.endsWith(WILDCARD);
    }

    boolean standsFor(String name) {
        return name.regionMatches(0, field, 0, field.length() - WILDCARD.length());
    }

    boolean isFoundIn(String value, Evidence evidence) {
        return condition
                        .map(wanted -> evidence.has(wanted.field()) == wanted.present())
                        .orElse(true)
                && (neededTexts.isEmpty() || neededTexts.stream().anyMatch(value::contains))
                && pattern.matcher(value).find();
    }
}
