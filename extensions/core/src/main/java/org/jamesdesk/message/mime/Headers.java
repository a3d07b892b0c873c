package org.jamesdesk.message.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The header fields of a mail or of a part, in order, as text with 8-bit bytes repaired but nothing else decoded. */
public final class Headers {
    private static final Headers EMPTY = new Headers(List.of());

    /**
     * A field as it was read.
     *
     * @param name in lower case
     * @param value unfolded
     */
    record Raw(String name, byte[] value) {}

    private record Line(String name, String value) {}

    private final List<Line> lines;

    private Headers(List<Line> lines) {
        this.lines = lines;
    }

    static Headers empty() {
        return EMPTY;
    }

    static Headers of(List<Raw> fields) {
        // Bytes above ASCII say nothing of their character set; the body's is the best guess.
        Optional<String> hint = Optional.empty();
        for (Raw field : fields) {
            if (field.name().equals("content-type") && hint.isEmpty()) {
                hint = HeaderParameters.of(TextDecoder.undeclared(field.value()))
                        .get("charset");
            }
        }
        List<Line> lines = new ArrayList<>(fields.size());
        for (Raw field : fields) {
            lines.add(new Line(
                    field.name(), TextDecoder.undeclared(field.value(), hint).trim()));
        }
        return new Headers(lines);
    }

    /** The first field of that name. */
    public Optional<String> first(String name) {
        for (Line line : lines) {
            if (line.name().equals(name)) {
                return Optional.of(line.value());
            }
        }
        return Optional.empty();
    }

    /** All fields of that name, joined by a comma as RFC 5322 lists are. */
    public String joined(String name) {
        return String.join(", ", all(name));
    }

    /** The values of all fields of that name, in order. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (Line line : lines) {
            if (line.name().equals(name)) {
                values.add(line.value());
            }
        }
        return values;
    }

    /** Whether there is a field of that name. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** Hands over the name, in lower case, and the value of every field, in order. */
    public void forEach(BiConsumer<String, String> action) {
        lines.forEach(line -> action.accept(line.name(), line.value()));
    }
}
