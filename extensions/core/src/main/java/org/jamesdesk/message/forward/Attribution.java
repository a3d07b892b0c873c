package org.jamesdesk.message.forward;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jamesdesk.message.forward.BodyLines.Line;

/**
 * A sentence that introduces another mail, such as {@code On 28 October 2021 at 12:46, Ana <ana@kunde.example> wrote:}.
 * Replies begin so, and the forwards of some mail programs (Outlook for Mac, Yandex). Recognised in any language by what
 * such sentences share: an address in angle brackets, a date in digits, a colon at the end.
 *
 * @param sender the name and address it gives
 * @param date the date it gives, as written
 */
record Attribution(OriginalSender sender, String date) {
    private static final int MAX_LINES = 4;
    private static final int MAX_LENGTH = 400;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:<|&lt;)\\s?[^\\s<>@]{1,100}@[^\\s<>@]{1,250}\\s?(?:<mailto:[^\\s<>]{1,300}>)?(?:>|&gt;)");
    private static final Pattern DATE = Pattern.compile("\\d{1,4}\\s?[./:年-]\\s?\\d{1,2}|\\b\\d{4}\\b");
    private static final String OPENING = "\"'\u2018\u201c\u201e\u00ab\u2039\u300c\u201d\u00bb";
    private static final String CLOSING = "\"'\u2019\u201d\u201c\u00bb\u203a\u300d\u00ab";
    private static final Set<String> WORDS = Vocabulary.rows("attribution-words.txt", 2).stream()
            .flatMap(row -> row.get(1).stream())
            .map(Vocabulary::folded)
            .collect(Collectors.toUnmodifiableSet());

    Attribution {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(date, "date");
    }

    /** An attribution that begins at that line and ends there or on one of the next. */
    static Optional<Attribution> read(List<Line> lines, int start) {
        Line first = lines.get(start);
        if (first.text().length() > MAX_LENGTH) {
            return Optional.empty();
        }
        StringBuilder sentence = new StringBuilder();
        for (int i = start; i < Math.min(lines.size(), start + MAX_LINES); i++) {
            Line line = lines.get(i);
            if (line.isBlank()
                    || line.depth() != first.depth()
                    || sentence.length() + line.text().length() > MAX_LENGTH) {
                return Optional.empty();
            }
            sentence.append(sentence.length() == 0 ? "" : " ").append(line.text());
            if (HeaderLabels.isColon(sentence.charAt(sentence.length() - 1))) {
                return parse(sentence.toString());
            }
        }
        return Optional.empty();
    }

    private static Optional<Attribution> parse(String sentence) {
        Matcher address = ADDRESS.matcher(sentence);
        if (!address.find()) {
            return Optional.empty();
        }
        String around = sentence.substring(0, address.start()) + " " + sentence.substring(address.end());
        if (!DATE.matcher(around).find()) {
            return Optional.empty();
        }
        OriginalSender sender =
                OriginalSender.parse(name(sentence.substring(0, address.start())) + " " + address.group());
        return sender.address().isPresent() ? Optional.of(new Attribution(sender, date(around))) : Optional.empty();
    }

    /** The name at the end of the text before the address: in quotes, else the words behind the date. */
    private static String name(String before) {
        String text = before.strip();
        if (text.isEmpty()) {
            return "";
        }
        if (CLOSING.indexOf(text.charAt(text.length() - 1)) >= 0) {
            for (int i = text.length() - 2; i >= 0; i--) {
                boolean opens = i == 0 || Vocabulary.isSpace(text.charAt(i - 1)) || text.charAt(i - 1) == ',';
                if (opens && OPENING.indexOf(text.charAt(i)) >= 0) {
                    return text.substring(i);
                }
            }
        }
        String[] tokens = text.split("\\s+");
        int from = tokens.length;
        while (from > 0 && isName(tokens[from - 1])) {
            from--;
        }
        while (from < tokens.length && WORDS.contains(Vocabulary.folded(tokens[from]))) {
            from++;
        }
        return String.join(" ", List.of(tokens).subList(from, tokens.length));
    }

    private static boolean isName(String token) {
        return token.chars().noneMatch(Character::isDigit) && !token.endsWith(",") && !token.endsWith(":");
    }

    private static String date(String text) {
        int first = 0;
        while (first < text.length() && !Character.isDigit(text.charAt(first))) {
            first++;
        }
        int last = text.length();
        while (last > first && !Character.isDigit(text.charAt(last - 1))) {
            last--;
        }
        return text.substring(first, last);
    }
}
