package org.jamesdesk.mailets.authentication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.jdkim.api.Headers;

/** The fields of a header exactly as they were received, for jDKIM, whose own reading stops at 30,000 characters. */
final class RawHeader implements Headers {
    private static final int MAX_LENGTH = 1 << 20;
    /** jDKIM turns text into bytes by the default character set of the machine; this is the way back. */
    private static final Charset CHARSET_OF_JDKIM = Charset.defaultCharset();

    private final List<String> fields;

    private RawHeader(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * Reads a header up to and with the empty line behind it; what follows is the body.
     *
     * @return empty when it is longer than 1 MiB
     */
    static Optional<RawHeader> read(InputStream in) throws IOException {
        List<String> fields = new ArrayList<>();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (++length > MAX_LENGTH) {
                return Optional.empty();
            }
            line.write(b);
            if (b != '\n') {
                continue;
            }
            byte[] bytes = line.toByteArray();
            line.reset();
            if (isEmpty(bytes)) {
                break;
            }
            if (bytes[0] != ' ' && bytes[0] != '\t') {
                add(fields, field);
            }
            field.writeBytes(bytes);
        }
        field.writeBytes(line.toByteArray());
        add(fields, field);
        return Optional.of(new RawHeader(fields));
    }

    private static boolean isEmpty(byte[] line) {
        return line[0] == '\n' || line[0] == '\r' && line.length == 2;
    }

    /** Without the end of its last line, as jDKIM expects it. */
    private static void add(List<String> fields, ByteArrayOutputStream field) {
        String text = field.toString(CHARSET_OF_JDKIM);
        field.reset();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        if (text.indexOf(':') > 0) {
            fields.add(text.substring(0, end));
        }
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> getFields() {
        return fields;
    }

    @Override
    public List<String> getFields(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return fields.stream().filter(field -> name(field).equals(wanted)).toList();
    }
}
