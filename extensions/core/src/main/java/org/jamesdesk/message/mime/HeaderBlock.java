package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the header of a mail or of a part (RFC 5322 section 2.2) as it occurs: behind blank lines, a byte order mark or
 * the separator line of an mbox file; with lines in between that are no fields; without the blank line that ends it.
 */
final class HeaderBlock {
    static final int MAX_FIELDS = 5_000;
    static final int MAX_FIELD_LENGTH = 65_536;
    static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_NAME = 100;
    private static final int PEEKED = 1_000;

    /** Fields by which a header is known to go on behind a line that is none. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "sender",
            "reply-to",
            "message-id",
            "in-reply-to",
            "references",
            "received",
            "return-path",
            "delivered-to",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
            "dkim-signature",
            "user-agent",
            "x-mailer");

    private static final Set<String> WITH_PARAMETERS = Set.of("content-type", "content-disposition");
    private static final int MAX_PARAMETER = 1_000;
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:boundary|charset|name|filename|type|report-type|format|delsp|size)(?:\\*\\d{0,4})?\\*?\\s?=",
            Pattern.CASE_INSENSITIVE);

    private final LineReader lines;
    private final BooleanSupplier delimiter;
    private final Consumer<String> problems;
    private final boolean ofMail;
    private final List<Headers.Raw> raw = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream(256);
    private String name = "";
    private int length;

    private HeaderBlock(LineReader lines, BooleanSupplier delimiter, Consumer<String> problems, boolean ofMail) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.problems = problems;
        this.ofMail = ofMail;
    }

    /** Reads the header of a mail; {@link LineReader#next} gives the first line of its body next. */
    static Headers ofMail(LineReader lines, Consumer<String> problems) throws IOException {
        HeaderBlock block = new HeaderBlock(lines, () -> false, problems, true);
        block.skipBefore();
        return block.read();
    }

    /**
     * Reads the header of a part.
     *
     * @param delimiter whether the current line is a boundary: it ends the header and is what comes next
     */
    static Headers ofPart(LineReader lines, BooleanSupplier delimiter, Consumer<String> problems) throws IOException {
        return new HeaderBlock(lines, delimiter, problems, false).read();
    }

    private Headers read() throws IOException {
        while (lines.next()) {
            if (!lines.beginsLine()) {
                append(0);
            } else if (isEmpty()) {
                break;
            } else if (delimiter.getAsBoolean()) {
                lines.hold();
                break;
            } else if (isWhite(lines.at(0)) && !name.isEmpty() || isParameter()) {
                append(0);
            } else if (startsField()) {
                continue;
            } else if (!isSkipped()) {
                lines.hold();
                break;
            }
        }
        endField();
        return Headers.of(raw);
    }

    private void skipBefore() throws IOException {
        if (!lines.next()) {
            return;
        }
        if (lines.startsWith("\u00ef\u00bb\u00bf")) {
            lines.skip(3);
        }
        boolean more = true;
        while (more && (isMboxLine() || lines.isBlank() && headerFollows())) {
            more = lines.next();
        }
        if (more) {
            while (lines.length() > 0 && isWhite(lines.at(0)) && !lines.isBlank()) {
                lines.skip(1);
            }
            lines.hold();
        }
    }

    private boolean headerFollows() throws IOException {
        return lines.peek(PEEKED)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> line.startsWith("From ") || WELL_KNOWN.contains(nameIn(line)))
                .orElse(false);
    }

    /** A line that is no field is passed over when a field that every mail has just once or that belongs to it follows. */
    private boolean isSkipped() throws IOException {
        if (ofMail && isMboxLine()) {
            return true;
        }
        boolean skipped = lines.peek(PEEKED)
                .lines()
                .takeWhile(line -> !line.isBlank())
                .map(HeaderBlock::nameIn)
                .anyMatch(next -> WELL_KNOWN.contains(next)
                        && (ofMail || next.startsWith("content-"))
                        && !names.contains(next)
                        && !next.equals(name));
        if (skipped) {
            problems.accept("A line of the header that is no field was passed over");
            endField();
        }
        return skipped;
    }

    /** The next parameter of a field that has some, folded without the white space that a fold needs. */
    private boolean isParameter() {
        if (!WITH_PARAMETERS.contains(name) || lines.length() > MAX_PARAMETER) {
            return false;
        }
        String line = new String(lines.bytes(), lines.start(), lines.length(), StandardCharsets.ISO_8859_1);
        return PARAMETER.matcher(line).lookingAt();
    }

    private boolean isMboxLine() {
        return lines.startsWith(">From ") || lines.startsWith("From ") && !lines.startsWith("From :");
    }

    private boolean isEmpty() {
        for (int i = 0; i < lines.length(); i++) {
            if (lines.at(i) != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean startsField() {
        int colon = 0;
        while (colon < lines.length() && colon <= MAX_NAME && isNameCharacter(lines.at(colon))) {
            colon++;
        }
        int end = colon;
        while (colon < lines.length() && isWhite(lines.at(colon))) {
            colon++;
        }
        boolean field = end > 0 && colon < lines.length() && lines.at(colon) == ':';
        boolean address =
                field && colon + 2 < lines.length() && lines.at(colon + 1) == '/' && lines.at(colon + 2) == '/';
        if (!field || address) {
            return false;
        }
        endField();
        StringBuilder characters = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            characters.append((char) lines.at(i));
        }
        name = characters.toString().toLowerCase(Locale.ROOT);
        append(colon + 1);
        return true;
    }

    private static boolean isNameCharacter(byte character) {
        return character > ' ' && character < 127 && character != ':';
    }

    private static boolean isWhite(byte character) {
        return character == ' ' || character == '\t';
    }

    /** The name of the field that this line may begin, in lower case; empty when it cannot. */
    private static String nameIn(String line) {
        int colon = line.indexOf(':');
        return colon < 1 || colon > MAX_NAME
                ? ""
                : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
    }

    private void append(int from) {
        int end = lines.length();
        while (end > from && lines.at(end - 1) == '\r') {
            end--;
        }
        int wanted = end - from;
        int room = Math.min(MAX_FIELD_LENGTH - field.size(), MAX_LENGTH - length);
        if (raw.size() >= MAX_FIELDS) {
            room = 0;
            problems.accept("Only the first " + MAX_FIELDS + " fields of a header were read");
        } else if (wanted > room) {
            problems.accept(
                    MAX_LENGTH - length < wanted
                            ? "A header beyond " + MAX_LENGTH + " bytes was cut"
                            : "A header field beyond " + MAX_FIELD_LENGTH + " bytes was cut");
        }
        int added = Math.max(0, Math.min(room, wanted));
        for (int i = 0; i < added; i++) {
            byte b = lines.at(from + i);
            field.write(b == '\r' ? ' ' : b);
        }
        length += added;
    }

    private void endField() {
        if (!name.isEmpty() && raw.size() < MAX_FIELDS) {
            names.add(name);
            raw.add(new Headers.Raw(name, field.toByteArray()));
        }
        name = "";
        field.reset();
    }
}
