package org.jamesdesk.message.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Walks the MIME tree of a mail once, front to back, without building it: memory does not grow with the mail, work only in
 * proportion to it. Attached messages are leaves. A mail that breaks the rules is read as mail programs read it; what could
 * not be read that way is told to {@code problems}.
 */
final class MimeWalk {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_PARTS = 2_000;
    private static final int MAX_PREAMBLE = 1 << 18;
    private static final int MAX_BOUNDARY = 500;
    private static final int ENDED = -1;
    private static final Pattern TYPE = Pattern.compile("[!-.0-~]{1,100}/[!-.0-~]{1,100}");
    private static final Pattern PART_HEADER =
            Pattern.compile("Content-[A-Za-z-]{1,40}\\s*:", Pattern.CASE_INSENSITIVE);

    /** Hears of the tree in document order. */
    interface Visitor {
        /** The header of the mail itself is complete. */
        void header(Headers headers);

        /** A multipart begins; {@code subtype} in lower case, such as {@code alternative}. */
        void startMultipart(String subtype);

        void endMultipart();

        /** A leaf; {@code decoded} is valid during the call only and need not be read. */
        void leaf(MimePart part, InputStream decoded) throws IOException;
    }

    private final Visitor visitor;
    private final Consumer<String> problems;
    private int depth;
    private int parts;
    private boolean leafSeen;

    MimeWalk(Visitor visitor, Consumer<String> problems) {
        this.visitor = visitor;
        this.problems = problems;
    }

    /** The header of a mail; nothing behind it is looked at. */
    static Headers header(RawMessage raw) throws IOException {
        try (InputStream source = raw.open()) {
            return HeaderBlock.ofMail(new LineReader(source), problem -> {});
        }
    }

    /** @throws IOException when the source itself cannot be read; a broken mail is a problem, not an exception */
    void walk(RawMessage raw) throws IOException {
        try (InputStream source = raw.open()) {
            LineReader lines = new LineReader(source);
            Headers headers = HeaderBlock.ofMail(lines, problems);
            visitor.header(headers);
            new Entities(lines).entity(headers, "text/plain");
        }
    }

    private static String type(Headers headers, String otherwise) {
        Optional<HeaderParameters> field = headers.first("content-type").map(HeaderParameters::of);
        String declared = field.map(HeaderParameters::main).orElse("");
        return switch (declared) {
            case "" -> otherwise;
            case "multipart" -> "multipart/mixed";
            case "text", "plain", "plain/text", "text/ascii" -> "text/plain";
            case "html", "html/text", "text/htm", "application/xhtml+xml" -> "text/html";
            default -> {
                boolean isNamed = field.flatMap(value -> value.get("name")).isPresent();
                yield TYPE.matcher(declared).matches() ? declared : isNamed ? "application/octet-stream" : otherwise;
            }
        };
    }

    /** The entities that stand in one sequence of lines: those of the mail, or those of a multipart that was encoded. */
    private final class Entities {
        private final LineReader lines;

        /** The boundaries of the open multiparts with the two hyphens before them, outermost first. */
        private final List<byte[]> boundaries = new ArrayList<>();

        /** Which of the boundaries ended the last entity. */
        private int reached = ENDED;

        private boolean reachedLast;

        Entities(LineReader lines) {
            this.lines = lines;
        }

        /** Reads a part; afterwards {@link #reached} tells what ended it. */
        private void part(String typeOtherwise) throws IOException {
            reached = ENDED;
            Headers headers = HeaderBlock.ofPart(lines, this::atDelimiter, problems);
            entity(headers, typeOtherwise);
        }

        private void entity(Headers headers, String typeOtherwise) throws IOException {
            reached = ENDED;
            String type = type(headers, typeOtherwise);
            if (!type.startsWith("multipart/")) {
                leaf(headers, type, body());
            } else if (depth >= MAX_DEPTH) {
                problems.accept("Parts nested deeper than " + MAX_DEPTH + " levels are not opened");
                leaf(headers, type, body());
            } else {
                depth++;
                multipart(headers, type);
                depth--;
            }
        }

        private void leaf(Headers headers, String type, InputStream body) throws IOException {
            if (isBeyondLimit()) {
                return;
            }
            MimePart part = MimePart.of(headers, type, !leafSeen);
            leafSeen = true;
            visitor.leaf(part, encoding(headers).decoded(body));
            body.skip(Long.MAX_VALUE);
        }

        private boolean isBeyondLimit() {
            if (++parts > MAX_PARTS) {
                problems.accept("Only the first " + MAX_PARTS + " parts were read");
            }
            return parts > MAX_PARTS;
        }

        private TransferEncoding encoding(Headers headers) {
            String declared = headers.first("content-transfer-encoding").orElse("");
            Optional<TransferEncoding> encoding = TransferEncoding.named(declared);
            if (encoding.isEmpty()) {
                problems.accept("A transfer encoding is unknown: " + abbreviated(declared));
            }
            return encoding.orElse(TransferEncoding.NONE);
        }

        private void multipart(Headers headers, String type) throws IOException {
            if (isBeyondLimit()) {
                return;
            }
            String subtype = type.substring("multipart/".length());
            visitor.startMultipart(subtype);
            if (encoding(headers) == TransferEncoding.BASE64 && nextIsBase64()) {
                InputStream body = body();
                new Entities(new LineReader(new Base64Stream(body))).parts(headers, subtype);
                body.skip(Long.MAX_VALUE);
            } else {
                parts(headers, subtype);
            }
            visitor.endMultipart();
        }

        /** Some gateways encode a whole multipart, which RFC 2045 forbids. */
        private boolean nextIsBase64() throws IOException {
            String line = lines.peek(80)
                    .lines()
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse("--");
            return line.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=');
        }

        private void parts(Headers headers, String subtype) throws IOException {
            Optional<byte[]> declared = headers.first("content-type")
                    .flatMap(value -> HeaderParameters.of(value).get("boundary"))
                    .map(String::stripTrailing)
                    .filter(boundary -> boundary.length() <= MAX_BOUNDARY)
                    .map(boundary -> ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
            int own = boundaries.size();
            // Nothing equals the empty boundary: a line always has its hyphens.
            boundaries.add(declared.orElse(new byte[0]));
            ByteArrayOutputStream preamble = preamble(own);
            if (reached != own) {
                withoutParts(headers, preamble);
            }
            boolean closed = reached != own;
            while (reached == own && parts <= MAX_PARTS) {
                if (reachedLast) {
                    closed = true;
                    epilogue(own);
                } else {
                    part(subtype.equals("digest") ? "message/rfc822" : "text/plain");
                }
            }
            if (!closed && reached == ENDED && parts <= MAX_PARTS) {
                problems.accept("The mail ends in the middle of a multipart");
            }
            boundaries.remove(own);
        }

        private ByteArrayOutputStream preamble(int own) throws IOException {
            ByteArrayOutputStream preamble = new ByteArrayOutputStream(128);
            while (lines.next()) {
                if (atDelimiter()) {
                    break;
                }
                if (isLikelyBoundary()) {
                    problems.accept(
                            "The parts of a multipart were found behind another boundary than the declared one");
                    boundaries.set(own, withoutWhiteEnd());
                    reached = own;
                    reachedLast = false;
                    break;
                }
                int room = Math.min(MAX_PREAMBLE - preamble.size(), lines.endWithLineEnd() - lines.start());
                preamble.write(lines.bytes(), lines.start(), room);
            }
            return preamble;
        }

        /** Whether the line is no boundary that was declared but is followed by the header of a part. */
        private boolean isLikelyBoundary() throws IOException {
            return lines.beginsLine()
                    && lines.length() > 2
                    && lines.length() <= MAX_BOUNDARY
                    && lines.startsWith("--")
                    && PART_HEADER.matcher(lines.peek(60)).lookingAt();
        }

        private byte[] withoutWhiteEnd() {
            return new String(lines.bytes(), lines.start(), lines.length(), StandardCharsets.ISO_8859_1)
                    .stripTrailing()
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        /** A multipart in which no part begins: what stands there is its text. */
        private void withoutParts(Headers headers, ByteArrayOutputStream preamble) throws IOException {
            if (preamble.size() == 0) {
                return;
            }
            problems.accept("A multipart has no parts; it was read as text");
            if (preamble.size() == MAX_PREAMBLE) {
                problems.accept("Text beyond " + MAX_PREAMBLE + " bytes before the first part was cut");
            }
            InputStream text = encoding(headers).decoded(new ByteArrayInputStream(preamble.toByteArray()));
            visitor.leaf(MimePart.of(headers, "text/plain", !leafSeen), text);
            leafSeen = true;
        }

        private void epilogue(int own) throws IOException {
            reached = ENDED;
            while (lines.next()) {
                // Where an outer multipart has the same boundary, it is the one that goes on.
                if (isDelimiter(0, own - 1) || isDelimiter(own, own)) {
                    return;
                }
            }
        }

        /** Whether the current line is a boundary of an open multipart; {@link #reached} tells which. */
        private boolean atDelimiter() {
            return isDelimiter(0, boundaries.size() - 1);
        }

        /** Looks from the innermost to the outermost multipart. */
        private boolean isDelimiter(int outermost, int innermost) {
            if (lines.length() < 2 || lines.at(0) != '-' || lines.at(1) != '-' || !lines.beginsLine()) {
                return false;
            }
            for (int i = innermost; i >= outermost; i--) {
                if (matches(boundaries.get(i))) {
                    reached = i;
                    return true;
                }
            }
            return false;
        }

        private boolean matches(byte[] boundary) {
            int length = boundary.length;
            if (length == 0 || lines.length() < length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (lines.at(i) != boundary[i]) {
                    return false;
                }
            }
            boolean last = lines.length() >= length + 2 && lines.at(length) == '-' && lines.at(length + 1) == '-';
            for (int i = last ? length + 2 : length; i < lines.length(); i++) {
                if (lines.at(i) != ' ' && lines.at(i) != '\t' && lines.at(i) != '\r') {
                    return false;
                }
            }
            reachedLast = last;
            return true;
        }

        private InputStream body() {
            return new Body();
        }

        /** The lines up to the next boundary; the line end before it belongs to the boundary. */
        private final class Body extends InputStream {
            private final byte[] lineEnd = new byte[2];
            private int lineEndAt;
            private int lineEndLength;
            private boolean begun;
            private boolean ended;
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = 0;
                while (count < length) {
                    if (lineEndAt < lineEndLength) {
                        target[offset + count++] = lineEnd[lineEndAt++];
                    } else if (begun && !ended && at < lines.length()) {
                        int copied = Math.min(length - count, lines.length() - at);
                        System.arraycopy(lines.bytes(), lines.start() + at, target, offset + count, copied);
                        at += copied;
                        count += copied;
                    } else if (ended || !advance()) {
                        break;
                    }
                }
                return count == 0 && length > 0 ? -1 : count;
            }

            /** Goes on to the next piece; false when only what is left of the last line end may follow. */
            private boolean advance() throws IOException {
                lineEndAt = 0;
                lineEndLength = begun ? lines.endWithLineEnd() - lines.end() : 0;
                System.arraycopy(lines.bytes(), lines.end(), lineEnd, 0, lineEndLength);
                begun = true;
                at = 0;
                if (!lines.next()) {
                    ended = true;
                    return lineEndLength > 0;
                }
                if (atDelimiter()) {
                    ended = true;
                    lineEndLength = 0;
                }
                return !ended;
            }
        }
    }

    private static String abbreviated(String text) {
        String line = HeaderText.oneLine(text);
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }
}
