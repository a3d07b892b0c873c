package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of RTF as Outlook writes it, or the HTML that it carries (MS-OXRTFEX).
 *
 * @param text the text, or the markup
 */
record RtfText(String text, boolean isHtml) {
    private static final int MAX_TEXT = ContentReader.MAX_TEXT;
    private static final int MAX_GROUPS = 10_000;
    private static final Set<String> UNREAD = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "header",
            "footer",
            "listtable",
            "listoverridetable",
            "generator",
            "fldinst",
            "themedata",
            "datastore",
            "latentstyles",
            "xmlnstbl",
            "mhtmltag");

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("par", "\n"),
            Map.entry("line", "\n"),
            Map.entry("sect", "\n"),
            Map.entry("row", "\n"),
            Map.entry("cell", " "),
            Map.entry("tab", "\t"),
            Map.entry("bullet", "\u2022"),
            Map.entry("endash", "\u2013"),
            Map.entry("emdash", "\u2014"),
            Map.entry("lquote", "\u2018"),
            Map.entry("rquote", "\u2019"),
            Map.entry("ldblquote", "\u201c"),
            Map.entry("rdblquote", "\u201d"));

    static RtfText of(byte[] rtf) {
        return new Parser(new String(rtf, StandardCharsets.ISO_8859_1)).parse();
    }

    /**
     * What holds until the end of a group.
     *
     * @param unread nothing in it is text
     * @param repeated it repeats in RTF what stands as HTML beside it
     * @param skipped how many characters stand for one that was written as a number
     */
    private record Group(boolean unread, boolean repeated, int skipped) {
        Group asUnread() {
            return new Group(true, repeated, skipped);
        }

        Group asRead() {
            return new Group(false, repeated, skipped);
        }
    }

    private static final class Parser {
        private final String rtf;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Deque<Group> outer = new ArrayDeque<>();
        private Group group = new Group(false, false, 1);
        private String charset = "windows-1252";
        private boolean isHtml;
        private boolean optional;
        private int toSkip;
        private int at;

        Parser(String rtf) {
            this.rtf = rtf;
        }

        RtfText parse() {
            while (at < rtf.length() && text.length() < MAX_TEXT) {
                char c = rtf.charAt(at++);
                switch (c) {
                    case '{' -> {
                        flush();
                        if (outer.size() < MAX_GROUPS) {
                            outer.push(group);
                        }
                        optional = false;
                    }
                    case '}' -> {
                        flush();
                        group = outer.isEmpty() ? group : outer.pop();
                        toSkip = 0;
                    }
                    case '\\' -> control();
                    case '\r', '\n' -> {}
                    default -> put(c);
                }
            }
            flush();
            return new RtfText(text.toString(), isHtml);
        }

        private void control() {
            if (at >= rtf.length()) {
                return;
            }
            char c = rtf.charAt(at);
            if (isLetter(c)) {
                word();
                return;
            }
            at++;
            switch (c) {
                case '\'' -> hexadecimal();
                case '*' -> optional = true;
                case '~' -> symbol(" ");
                case '_' -> symbol("-");
                case '\r', '\n' -> symbol("\n");
                case '\\', '{', '}' -> put(c);
                default -> {}
            }
        }

        private void hexadecimal() {
            int end = Math.min(rtf.length(), at + 2);
            int high = end - at == 2 ? Character.digit(rtf.charAt(at), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(rtf.charAt(at + 1), 16);
            at = end;
            if (low >= 0) {
                put((char) (high << 4 | low));
            }
        }

        private void word() {
            int from = at;
            while (at < rtf.length() && at - from < 32 && isLetter(rtf.charAt(at))) {
                at++;
            }
            String word = rtf.substring(from, at);
            int numberAt = at;
            while (at < rtf.length()
                    && at - numberAt < 8
                    && (isDigit(rtf.charAt(at)) || at == numberAt && rtf.charAt(at) == '-')) {
                at++;
            }
            Optional<Integer> number = number(rtf.substring(numberAt, at));
            if (at < rtf.length() && rtf.charAt(at) == ' ') {
                at++;
            }
            apply(word, number);
            optional = false;
        }

        private static Optional<Integer> number(String digits) {
            return digits.isEmpty() || digits.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(digits));
        }

        private void apply(String word, Optional<Integer> number) {
            switch (word) {
                case "fromhtml" -> isHtml = number.orElse(1) != 0;
                case "ansicpg" -> charset = "cp" + number.orElse(1252);
                case "uc" -> group = new Group(group.unread(), group.repeated(), Math.max(0, number.orElse(1)));
                case "htmlrtf" -> {
                    flush();
                    group = new Group(group.unread(), number.orElse(1) != 0, group.skipped());
                }
                case "htmltag" -> group = group.asRead();
                case "u" -> {
                    flush();
                    toSkip = 0;
                    symbol(String.valueOf((char) (number.orElse((int) '?') & 0xffff)));
                    toSkip = group.skipped();
                }
                case "bin" -> at = (int) Math.min(rtf.length(), (long) at + Math.max(0, number.orElse(0)));
                default -> {
                    if (optional || UNREAD.contains(word)) {
                        flush();
                        group = group.asUnread();
                    } else if (SYMBOLS.containsKey(word)) {
                        symbol(SYMBOLS.get(word));
                    }
                }
            }
        }

        private boolean isSilent() {
            return group.unread() || isHtml && group.repeated();
        }

        private void symbol(String symbol) {
            if (!isSilent()) {
                flush();
                text.append(symbol);
            }
        }

        private void put(char c) {
            if (toSkip > 0) {
                toSkip--;
            } else if (!isSilent()) {
                bytes.write(c);
            }
        }

        private void flush() {
            if (bytes.size() > 0) {
                text.append(TextDecoder.declared(bytes.toByteArray(), Optional.of(charset)));
                bytes.reset();
            }
        }

        private static boolean isLetter(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
