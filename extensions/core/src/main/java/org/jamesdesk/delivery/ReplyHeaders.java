package org.jamesdesk.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.RawMessage;

/**
 * Makes the header of a mail fit to leave the house: without blind recipients and internal fields, with the fields that
 * every mail must have. All other fields and the body stay as they are, byte for byte.
 */
public final class ReplyHeaders {
    private static final Set<String> NEVER_SENT =
            Set.of("bcc", "resent-bcc", "return-path", "delivered-to", "received", "x-originating-ip");
    private static final Set<String> AUTHORS = Set.of("from", "sender");
    private static final String INTERNAL = "x-desk-";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ReplyHeaders() {}

    /**
     * Applies the rule; applying it to its own result changes nothing.
     *
     * @param mail the mail
     * @param messageId the Message-ID it gets if it has none, without angle brackets
     * @param date the Date it gets if it has none
     * @return the very same mail when there is nothing to change
     * @throws IOException when the mail cannot be read
     */
    public static RawMessage clean(RawMessage mail, String messageId, Instant date) throws IOException {
        Header header = Header.read(mail);
        ByteArrayOutputStream cleaned = new ByteArrayOutputStream();
        Set<String> names = new HashSet<>();
        for (Field field : header.fields()) {
            if (!isNeverSent(field.name())) {
                cleaned.write(field.bytes());
                names.add(field.name());
            }
        }
        addMissing(cleaned, names, header.lineEnd(), "Message-ID", "<" + messageId + ">");
        addMissing(cleaned, names, header.lineEnd(), "Date", DATE.format(date));
        addMissing(cleaned, names, header.lineEnd(), "MIME-Version", "1.0");
        byte[] result = cleaned.toByteArray();
        return header.consistsOf(result) ? mail : new Rewritten(result, mail, header.length());
    }

    /**
     * Puts another author into a mail: From becomes the given mailbox, and a Sender field goes.
     *
     * @throws UncheckedIOException when the mail cannot be read
     */
    public static RawMessage from(RawMessage mail, Mailbox from) {
        try {
            Header header = Header.read(mail);
            ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
            boolean written = false;
            for (Field field : header.fields()) {
                if (field.name().equals("from") && !written) {
                    rewritten.write(fromField(from, header.lineEnd()));
                    written = true;
                } else if (!AUTHORS.contains(field.name())) {
                    rewritten.write(field.bytes());
                }
            }
            if (!written) {
                rewritten.write(fromField(from, header.lineEnd()));
            }
            return new Rewritten(rewritten.toByteArray(), mail, header.length());
        } catch (IOException e) {
            throw new UncheckedIOException("the mail cannot be read", e);
        }
    }

    /**
     * The header of a mail as others may see it, to be put into another mail: whole fields in their order, each line ended by
     * CRLF; without blind recipients, internal fields and lines that are no field.
     *
     * @param limit how many bytes at most; a field that does not fit is left out
     * @throws UncheckedIOException when the mail cannot be read
     */
    public static byte[] header(RawMessage mail, int limit) {
        try {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            for (Field field : Header.read(mail).fields()) {
                byte[] bytes = field.withCrlf();
                if (field.isNamed() && !isNeverSent(field.name()) && shown.size() + bytes.length <= limit) {
                    shown.write(bytes);
                }
            }
            return shown.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the mail cannot be read", e);
        }
    }

    private static byte[] fromField(Mailbox from, String lineEnd) {
        return ("From: " + HeaderMailbox.of(from) + lineEnd).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isNeverSent(String name) {
        return NEVER_SENT.contains(name) || name.startsWith(INTERNAL);
    }

    private static void addMissing(
            ByteArrayOutputStream header, Set<String> names, String lineEnd, String name, String value)
            throws IOException {
        if (!names.contains(name.toLowerCase(Locale.ROOT))) {
            byte[] before = header.toByteArray();
            if (before.length > 0 && before[before.length - 1] != '\n') {
                header.write(lineEnd.getBytes(StandardCharsets.US_ASCII));
            }
            header.write((name + ": " + value + lineEnd).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A field with its folded lines; its name in lower case, empty for a line that is no field. */
    private record Field(String name, byte[] bytes) {
        static Field of(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int colon = text.indexOf(':');
            return new Field(colon < 0 ? "" : text.substring(0, colon).trim().toLowerCase(Locale.ROOT), bytes);
        }

        /** Whether the name is one (RFC 5322 section 2.2). */
        boolean isNamed() {
            return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127);
        }

        byte[] withCrlf() {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return (text.stripTrailing().replaceAll("\\r?\\n|\\r", "\r\n") + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** The fields up to the empty line, which is not part of it. */
    private record Header(List<Field> fields, int length, String lineEnd) {
        static Header read(RawMessage mail) throws IOException {
            List<Field> fields = new ArrayList<>();
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            int length = 0;
            String lineEnd = "\r\n";
            try (InputStream in = new BufferedInputStream(mail.open())) {
                for (byte[] line = line(in); !isEnd(line); line = line(in)) {
                    boolean continuation = line[0] == ' ' || line[0] == '\t';
                    if (!continuation && field.size() > 0) {
                        fields.add(Field.of(field.toByteArray()));
                        field.reset();
                    }
                    field.write(line);
                    length += line.length;
                    lineEnd = isBareLine(line) ? "\n" : "\r\n";
                }
            }
            if (field.size() > 0) {
                fields.add(Field.of(field.toByteArray()));
            }
            return new Header(fields, length, lineEnd);
        }

        private static byte[] line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                line.write(next);
                if (next == '\n') {
                    break;
                }
            }
            return line.toByteArray();
        }

        private static boolean isEnd(byte[] line) {
            return line.length == 0 || line[0] == '\n' || (line.length == 2 && line[0] == '\r' && line[1] == '\n');
        }

        private static boolean isBareLine(byte[] line) {
            int last = line.length - 1;
            return line[last] == '\n' && (last == 0 || line[last - 1] != '\r');
        }

        boolean consistsOf(byte[] bytes) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            fields.forEach(field -> all.writeBytes(field.bytes()));
            return Arrays.equals(all.toByteArray(), bytes);
        }
    }

    private record Rewritten(byte[] header, RawMessage original, int headerLength) implements RawMessage {
        @Override
        public InputStream open() throws IOException {
            InputStream rest = original.open();
            rest.skipNBytes(headerLength);
            return new SequenceInputStream(new ByteArrayInputStream(header), rest);
        }

        @Override
        public long size() {
            return original.size() - headerLength + header.length;
        }
    }
}
