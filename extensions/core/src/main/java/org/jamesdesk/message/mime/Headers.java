package org.jamesdesk.message.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;

/** The header fields of a mail or of a part, in order, as text with 8-bit bytes repaired but nothing else decoded. */
public final class Headers {
    private static final int MAX_VALUE = 65_536;

    private record Line(String name, String value) {}

    private final List<Line> lines = new ArrayList<>();

    void add(Field field) {
        lines.add(new Line(field.getName().trim().toLowerCase(Locale.ROOT), value(field)));
    }

    private static String value(Field field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return field.getBody();
        }
        String text = HeaderText.undeclared(raw.toByteArray());
        String unfolded = text.substring(text.indexOf(':') + 1)
                .replace("\r", "")
                .replace("\n", "")
                .trim();
        return unfolded.length() <= MAX_VALUE ? unfolded : unfolded.substring(0, MAX_VALUE);
    }

    /** The first field of that name. */
    public Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(Line::value)
                .findFirst();
    }

    /** All fields of that name, joined by a comma as RFC 5322 lists are. */
    public String joined(String name) {
        return String.join(", ", all(name));
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(Line::value)
                .toList();
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return lines.stream().anyMatch(line -> line.name().equals(name));
    }

    /** Hands over the name, in lower case, and the value of every field, in order. */
    public void forEach(BiConsumer<String, String> action) {
        lines.forEach(line -> action.accept(line.name(), line.value()));
    }
}
