package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.message.mime.MailContent;

/**
 * The part of a mail that would be a report's words to people.
 *
 * @param lines the lines before the returned mail, without what is quoted
 * @param folded the same in one piece, {@linkplain Phrase#fold folded}
 * @param returned what follows: the returned mail, if it stands in the text
 */
record ReportText(List<String> lines, String folded, String returned) {
    private static final int MAX_CHARACTERS = 65_536;
    private static final int MAX_LINES = 1_000;
    private static final int MAX_LINE = 1_000;
    private static final Phrases MARKERS = Phrases.table("returned.txt");
    private static final Pattern HEADER = Pattern.compile(
            "(?i)^(?:received|return-path|dkim-signature|x-received|mime-version|delivered-to|arc-seal|x-google-dkim-signature|domainkey-signature):.*|^content-type: ?message/rfc822.*");

    ReportText {
        lines = List.copyOf(lines);
    }

    static ReportText of(MailContent content) {
        String text = content.bodies().stream()
                .map(MailContent.TextBody::text)
                .limit(50)
                .collect(Collectors.joining("\n"));
        return of(text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS));
    }

    static ReportText of(String text) {
        List<String> lines = new ArrayList<>();
        boolean words = false;
        int position = 0;
        while (position < text.length() && lines.size() < MAX_LINES) {
            int end = text.indexOf('\n', position);
            int next = end < 0 ? text.length() : end;
            String line = text.substring(position, Math.min(next, position + MAX_LINE))
                    .stripTrailing();
            if (words && isStartOfReturned(line)) {
                return new ReportText(lines, Phrase.fold(String.join("\n", lines)), text.substring(position));
            }
            if (!isQuoted(line)) {
                lines.add(line);
                words |= line.chars().anyMatch(Character::isLetter);
            }
            position = next + 1;
        }
        return new ReportText(lines, Phrase.fold(String.join("\n", lines)), "");
    }

    /** The same without the distinction between the report's own words and the returned mail. */
    ReportText whole() {
        List<String> all = Stream.concat(lines.stream(), returned.lines().limit(MAX_LINES))
                .map(line -> line.substring(0, Math.min(line.length(), MAX_LINE)))
                .toList();
        return new ReportText(all, Phrase.fold(String.join("\n", all)), "");
    }

    private static boolean isStartOfReturned(String line) {
        return HEADER.matcher(line).matches() || (line.length() < 200 && MARKERS.anyIn(Phrase.fold(line)));
    }

    /** A person's quotation; transcripts of SMTP dialogues have three of these signs. */
    private static boolean isQuoted(String line) {
        if (!line.startsWith(">") || line.startsWith(">>>")) {
            return false;
        }
        // MDaemon lists addresses so.
        List<AddressFinder.Found> addresses = AddressFinder.in(line);
        return addresses.size() != 1 || addresses.get(0).end() < line.length();
    }

    /** All words, as they stand. */
    String all() {
        return String.join("\n", lines).strip();
    }

    /** The lines about one address: those that name it and what follows them up to an empty line. */
    String about(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        StringBuilder about = new StringBuilder();
        boolean inside = false;
        for (String line : lines) {
            boolean names =
                    line.indexOf('@') >= 0 && line.toLowerCase(Locale.ROOT).contains(wanted);
            inside = names || (inside && !line.isBlank());
            if (inside) {
                about.append(line).append('\n');
            }
        }
        return about.toString().strip();
    }

    /** Whether words tell something besides the addresses in them. */
    static boolean tell(String words) {
        StringBuilder rest = new StringBuilder(words);
        List<AddressFinder.Found> addresses = AddressFinder.in(words);
        for (int i = addresses.size() - 1; i >= 0; i--) {
            rest.delete(addresses.get(i).start(), addresses.get(i).end());
        }
        return rest.chars().filter(Character::isLetterOrDigit).count() > 8;
    }
}
