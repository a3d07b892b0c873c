package org.jamesdesk.message.reply;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what stands below a person's words and was not typed for this mail: the signature behind its delimiter, the line
 * of a mobile device, the footer of a mailing list or of a scanner. A name or a greeting at the end is no signature in this
 * sense and stays.
 */
final class Signatures {
    /** Behind the delimiter that mail programs set ("-- ", RFC 3676 section 4.3). */
    private static final int MAX_BEHIND_DELIMITER = 60;

    /** Behind two dashes that a person may have typed as well. */
    private static final int MAX_BEHIND_DASHES = 12;

    private static final int MAX_BEHIND_RULE = 15;
    private static final int MAX_BEHIND_RULE_WITHOUT_CONTACT = 5;
    private static final int MAX_FOOTER_LINES = 60;
    private static final int MAX_DEVICE_LINE = 120;
    private static final int MAX_DEVICE_WORDS = 6;
    private static final String AROUND = "-_=*~<>[]()\u2014\u2013\u2022\u300a\u300b\u3010\u3011 ";
    private static final List<String> EXCUSES =
            List.of("excuse", "sorry", "apolog", "pardon", "forgive", "entschuldig");

    private static final Pattern LINK = Pattern.compile("[<(\\[]?(?:https?://|mailto:)[^\\s>)\\]]{0,200}[>)\\]]?");

    private static final Signatures KNOWN = new Signatures();

    private record DeviceLine(String before, String after, boolean open, boolean anyWords) {
        static DeviceLine of(String row) {
            int gap = Math.max(row.indexOf('*'), row.indexOf('@'));
            return gap < 0
                    ? new DeviceLine(row, "", false, true)
                    : new DeviceLine(
                            row.substring(0, gap).strip(),
                            row.substring(gap + 1).strip(),
                            true,
                            row.charAt(gap) == '*');
        }
    }

    private final Map<String, List<DeviceLine>> deviceLinesByFirstWord = new HashMap<>();
    private final List<DeviceLine> otherDeviceLines = new ArrayList<>();
    private final Set<String> devices = new HashSet<>();
    private final Map<String, List<String>> footersByFirstWord = new HashMap<>();

    private Signatures() {
        for (List<String> row : Table.rows("signatures.txt", 2)) {
            if (row.get(0).equals("devices")) {
                devices.addAll(Table.words(row.get(1)));
            } else {
                DeviceLine line = DeviceLine.of(Line.fold(row.get(1)));
                if (line.before().indexOf(' ') > 0 && line.before().charAt(0) < 0x2e80) {
                    deviceLinesByFirstWord
                            .computeIfAbsent(firstWord(line.before()), word -> new ArrayList<>())
                            .add(line);
                } else {
                    otherDeviceLines.add(line);
                }
            }
        }
        for (List<String> row : Table.rows("footers.txt", 2)) {
            String beginning = Line.fold(row.get(1));
            footersByFirstWord
                    .computeIfAbsent(firstWord(beginning), word -> new ArrayList<>())
                    .add(beginning);
        }
    }

    static Signatures known() {
        return KNOWN;
    }

    /**
     * The lines between {@code from} and {@code to} that are signature. What stands behind {@code to} is a quotation or the
     * end of the mail.
     */
    BitSet in(List<Line> lines, int from, int to) {
        BitSet signature = new BitSet();
        int end = endWithoutFooters(lines, from, to);
        signature.set(end, to);
        int start = delimiter(lines, from, end);
        if (start == end) {
            start = rule(lines, from, end);
        }
        signature.set(start, end);
        for (int i = from; i < start; i++) {
            if (isDeviceLine(lines.get(i))) {
                signature.set(i);
            }
        }
        return signature;
    }

    private static int delimiter(List<Line> lines, int from, int to) {
        int dashes = to;
        int count = 0;
        for (int i = from; i < to; i++) {
            Line line = lines.get(i);
            boolean sure =
                    line.text().equals("-- ") || line.text().equals("- -- ") || line.mark() == Line.Mark.SIGNATURE;
            if (sure && textLines(lines, i + 1, to, MAX_BEHIND_DELIMITER) <= MAX_BEHIND_DELIMITER) {
                return i;
            }
            if (line.plain().equals("--")
                    || line.plain().equals("\u2014")
                    || line.plain().equals("\u2013\u2013")) {
                dashes = i;
                count++;
            }
        }
        // Several such lines divide a text.
        return count == 1 && textLines(lines, dashes + 1, to, MAX_BEHIND_DASHES) <= MAX_BEHIND_DASHES ? dashes : to;
    }

    private static int rule(List<Line> lines, int from, int to) {
        for (int i = to - 1; i > from; i--) {
            Line line = lines.get(i);
            if (Separators.isRule(line) && lines.get(i - 1).isBlank()) {
                int behind = textLines(lines, i + 1, to, MAX_BEHIND_RULE);
                boolean underscores = line.plain().startsWith("__");
                boolean footer = behind <= MAX_BEHIND_RULE && hasContact(lines, i + 1, to)
                        || behind <= MAX_BEHIND_RULE_WITHOUT_CONTACT && underscores
                        || behind == 0;
                return footer ? i : to;
            }
        }
        return to;
    }

    private static boolean hasContact(List<Line> lines, int from, int to) {
        return lines.subList(from, to).stream()
                .map(Line::plain)
                .anyMatch(plain -> plain.contains("@") || plain.contains("://") || plain.contains("www."));
    }

    /** How many lines between the two are not blank; counting ends with the first one beyond {@code max}. */
    private static int textLines(List<Line> lines, int from, int to, int max) {
        int count = 0;
        for (int i = from; i < to && count <= max; i++) {
            count += lines.get(i).isBlank() ? 0 : 1;
        }
        return count;
    }

    private int endWithoutFooters(List<Line> lines, int from, int to) {
        int end = to;
        while (true) {
            int last = end;
            while (last > from && lines.get(last - 1).isBlank()) {
                last--;
            }
            int first = last;
            while (first > from && !lines.get(first - 1).isBlank() && last - first <= MAX_FOOTER_LINES) {
                first--;
            }
            if (first == last || !isFooter(lines.get(first))) {
                return end;
            }
            end = first;
        }
    }

    private boolean isFooter(Line line) {
        String words = bare(line.folded());
        return footersByFirstWord.getOrDefault(firstWord(words), List.of()).stream()
                .anyMatch(words::startsWith);
    }

    /** "Sent from my iPhone" */
    boolean isDeviceLine(Line line) {
        if (line.plain().isEmpty() || line.plain().length() > MAX_DEVICE_LINE) {
            return false;
        }
        String words = bare(withoutLink(line.folded()));
        return !words.isEmpty()
                && (deviceLinesByFirstWord.getOrDefault(firstWord(words), List.of()).stream()
                                .anyMatch(known -> matches(known, words))
                        || otherDeviceLines.stream().anyMatch(known -> matches(known, words)));
    }

    private boolean matches(DeviceLine known, String words) {
        if (!known.open()) {
            return words.equals(known.before());
        }
        if (words.length() <= known.before().length() + known.after().length()
                || !words.startsWith(known.before())
                || !words.endsWith(known.after())) {
            return false;
        }
        String device = words.substring(
                known.before().length(), words.length() - known.after().length());
        return isDevice(device.strip()) && (known.anyWords() || namesDevice(words));
    }

    private static boolean isDevice(String words) {
        String name = words;
        for (int i = 0; i < words.length() - 1; i++) {
            boolean stop = ",!?;:".indexOf(words.charAt(i)) >= 0
                    || ".-\u2013".indexOf(words.charAt(i)) >= 0 && words.charAt(i + 1) == ' ';
            if (stop) {
                String excuse = words.substring(i + 1);
                if (EXCUSES.stream().noneMatch(excuse::contains)) {
                    return false;
                }
                name = words.substring(0, i);
                break;
            }
        }
        return name.chars().filter(c -> c == ' ').count() < MAX_DEVICE_WORDS;
    }

    private boolean namesDevice(String words) {
        return devices.stream().anyMatch(device -> {
            int at = words.indexOf(device);
            // The beginning of a word is enough, because many languages decline names.
            return at == 0 || at > 0 && (device.charAt(0) > 0x24f || !Character.isLetter(words.charAt(at - 1)));
        });
    }

    private static String withoutLink(String words) {
        return words.indexOf(':') < 0
                ? words
                : LINK.matcher(words)
                        .replaceAll("")
                        .replace("[", "")
                        .replace("]", "")
                        .strip();
    }

    private static String bare(String words) {
        int start = 0;
        int end = words.length();
        while (start < end && AROUND.indexOf(words.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && (AROUND.indexOf(words.charAt(end - 1)) >= 0 || words.charAt(end - 1) == '.')) {
            end--;
        }
        return words.substring(start, end);
    }

    private static String firstWord(String words) {
        int space = words.indexOf(' ');
        return space < 0 ? words : words.substring(0, space);
    }
}
