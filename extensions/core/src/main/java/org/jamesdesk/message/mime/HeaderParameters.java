package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A header value with parameters (RFC 2045 section 5.1), such as that of Content-Type, as it occurs: RFC 2231 and RFC 2047
 * decoded, also when mixed; quotation marks left open; blanks in values; semicolons missing.
 */
final class HeaderParameters {
    private static final int MAX_PARAMETERS = 200;
    private static final int MAX_SECTIONS = 1_000;
    private static final int LONGEST_KNOWN = 12;

    /** Parameters that are told from a value with blanks in it when the semicolon before them is missing. */
    private static final Set<String> KNOWN = Set.of(
            "charset", "name", "filename", "boundary", "format", "delsp", "type", "report-type", "protocol", "micalg");

    /**
     * A section of a value (RFC 2231 section 3).
     *
     * @param encoded whether it is written with percent signs
     */
    private record Section(String text, boolean encoded) {}

    private final String value;
    private final Map<String, TreeMap<Integer, Section>> sections = new HashMap<>();
    private final String main;

    private HeaderParameters(String value) {
        this.value = value;
        int end = endOfMain();
        this.main = value.substring(0, end).trim().toLowerCase(Locale.ROOT);
        parse(end);
    }

    static HeaderParameters of(String value) {
        return new HeaderParameters(value);
    }

    /** What stands before the parameters, in lower case, without comments. */
    String main() {
        return main;
    }

    /** The value of a parameter, decoded; the encoded form of it is preferred. Empty when there is none or it is blank. */
    Optional<String> get(String name) {
        return Optional.ofNullable(sections.get(name + "*"))
                .or(() -> Optional.ofNullable(sections.get(name)))
                .map(HeaderParameters::joined)
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(sections.get(name))
                        .map(HeaderParameters::joined)
                        .filter(text -> !text.isBlank()));
    }

    private int endOfMain() {
        int i = 0;
        while (i < value.length() && value.charAt(i) != ';' && value.charAt(i) != '(' && value.charAt(i) != ',') {
            if (knownParameterBehind(i)) {
                break;
            }
            i++;
        }
        return i;
    }

    private void parse(int from) {
        int at = from;
        for (int count = 0; at < value.length() && count < MAX_PARAMETERS; count++) {
            while (at < value.length() && (value.charAt(at) == ';' || isWhite(value.charAt(at)))) {
                at++;
            }
            int nameAt = at;
            while (at < value.length() && value.charAt(at) != '=' && value.charAt(at) != ';') {
                at++;
            }
            if (at == value.length() || value.charAt(at) == ';') {
                continue;
            }
            String name = value.substring(nameAt, at).trim().toLowerCase(Locale.ROOT);
            at++;
            while (at < value.length() && isWhite(value.charAt(at))) {
                at++;
            }
            StringBuilder text = new StringBuilder();
            at = at < value.length() && value.charAt(at) == '"' ? quoted(at + 1, text) : unquoted(at, text);
            add(name.substring(name.lastIndexOf(' ') + 1), text.toString());
        }
    }

    private int quoted(int from, StringBuilder text) {
        int i = from;
        while (i < value.length() && value.charAt(i) != '"') {
            char c = value.charAt(i);
            // A backslash before anything else is one: senders write paths of Windows without doubling them.
            if (c == '\\' && i + 1 < value.length() && (value.charAt(i + 1) == '"' || value.charAt(i + 1) == '\\')) {
                i++;
            }
            text.append(value.charAt(i));
            i++;
        }
        if (i >= value.length()) {
            // The mark was left open: the next parameter ends it.
            int end = value.indexOf(';', from);
            if (end >= 0 && value.indexOf('=', end) >= 0) {
                text.setLength(0);
                text.append(value, from, end);
                return end;
            }
            return value.length();
        }
        i++;
        while (i < value.length() && value.charAt(i) != ';' && !knownParameterBehind(i)) {
            i++;
        }
        return i;
    }

    private int unquoted(int from, StringBuilder text) {
        int i = from;
        while (i < value.length() && value.charAt(i) != ';' && !knownParameterBehind(i)) {
            text.append(value.charAt(i++));
        }
        return i;
    }

    /** Whether blanks begin here and a parameter follows them. */
    private boolean knownParameterBehind(int at) {
        if (!isWhite(value.charAt(at)) || at > 0 && isWhite(value.charAt(at - 1))) {
            return false;
        }
        int i = at;
        while (i < value.length() && isWhite(value.charAt(i))) {
            i++;
        }
        int end = i;
        while (end < value.length() && end - i <= LONGEST_KNOWN && isNameCharacter(value.charAt(end))) {
            end++;
        }
        return end < value.length()
                && (value.charAt(end) == '=' || value.charAt(end) == '*')
                && KNOWN.contains(value.substring(i, end).toLowerCase(Locale.ROOT));
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** {@code name}, {@code name*}, {@code name*1} and {@code name*1*}. */
    private void add(String written, String text) {
        int star = written.indexOf('*');
        String name = star < 0 ? written : written.substring(0, star);
        String rest = star < 0 ? "" : written.substring(star + 1);
        boolean encoded = star >= 0 && (rest.isEmpty() || rest.endsWith("*"));
        String number = rest.endsWith("*") ? rest.substring(0, rest.length() - 1) : rest;
        int index = number.isEmpty() || number.length() > 4 || !number.chars().allMatch(c -> c >= '0' && c <= '9')
                ? 0
                : Integer.parseInt(number);
        var ofName = sections.computeIfAbsent(star < 0 ? name : name + "*", key -> new TreeMap<>());
        if (ofName.size() < MAX_SECTIONS) {
            ofName.putIfAbsent(index, new Section(text, encoded));
        }
    }

    private static String joined(TreeMap<Integer, Section> sections) {
        Section first = sections.firstEntry().getValue();
        boolean anyEncoded = sections.values().stream().anyMatch(Section::encoded);
        if (!anyEncoded) {
            StringBuilder text = new StringBuilder();
            sections.values().forEach(section -> text.append(section.text()));
            return plain(text.toString());
        }
        Optional<String> charset = Optional.empty();
        String firstText = first.text();
        int quote = first.encoded() ? firstText.indexOf('\'') : -1;
        int second = quote < 0 ? -1 : firstText.indexOf('\'', quote + 1);
        if (second > 0) {
            charset = Optional.of(firstText.substring(0, quote)).filter(name -> !name.isBlank());
            firstText = firstText.substring(second + 1);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean isFirst = true;
        for (Section section : sections.values()) {
            bytes.writeBytes(bytes(isFirst ? firstText : section.text(), section.encoded()));
            isFirst = false;
        }
        return EncodedWords.decoded(TextDecoder.declared(bytes.toByteArray(), charset));
    }

    /** A value as RFC 2045 has it, in which senders hide both kinds of encoding. */
    private static String plain(String text) {
        int quote = text.indexOf("''");
        if (quote > 0
                && text.indexOf('%') > quote
                && CharacterSets.named(text.substring(0, quote)).isPresent()) {
            return TextDecoder.declared(bytes(text.substring(quote + 2), true), Optional.of(text.substring(0, quote)));
        }
        return EncodedWords.decoded(text);
    }

    private static byte[] bytes(String text, boolean percentSigns) {
        byte[] written = text.getBytes(StandardCharsets.UTF_8);
        if (!percentSigns || text.indexOf('%') < 0) {
            return written;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(written.length);
        for (int i = 0; i < written.length; i++) {
            int high = i + 2 < written.length && written[i] == '%' ? Character.digit(written[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(written[i + 2], 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(written[i]);
            }
        }
        return bytes.toByteArray();
    }
}
