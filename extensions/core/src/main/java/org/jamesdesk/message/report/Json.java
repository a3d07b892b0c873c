package org.jamesdesk.message.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON (RFC 8259) at the beginning of a text; what follows it does not matter. Values are {@link Map}s with text
 * keys, {@link List}s and {@link String}s (numbers and literals as they are written).
 */
final class Json {
    private static final int MAX_DEPTH = 30;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The object that a text begins with; empty when it begins with something else or the object is broken. */
    static Optional<Map<?, ?>> object(String text) {
        try {
            return new Json(text).value(0) instanceof Map<?, ?> object ? Optional.of(object) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deeply");
        }
        skipSpace();
        return switch (text.charAt(at)) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        for (skipSpace(); text.charAt(at) != '}'; skipSpace()) {
            String name = string();
            skipSpace();
            expect(':');
            members.put(name, value(depth + 1));
            skipSpace();
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return members;
    }

    private List<Object> elements(int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        for (skipSpace(); text.charAt(at) != ']'; skipSpace()) {
            elements.add(value(depth + 1));
            skipSpace();
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            if (c == '\\') {
                c = text.charAt(at++);
                switch (c) {
                    case 'n' -> string.append('\n');
                    case 'r' -> string.append('\r');
                    case 't' -> string.append('\t');
                    case 'b', 'f' -> string.append(' ');
                    case 'u' -> {
                        string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                        at += 4;
                    }
                    default -> string.append(c);
                }
            } else if (c != '\n' && c != '\r') {
                // A mail server may have folded the line.
                string.append(c);
            }
        }
        return string.toString();
    }

    private String literal() {
        int start = at;
        while (",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("a value expected");
        }
        return text.substring(start, at);
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw new IllegalArgumentException(c + " expected");
        }
    }

    private void skipSpace() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
