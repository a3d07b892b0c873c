package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Walks the MIME tree of a mail once, front to back, without building it: memory does not grow with the mail. Attached
 * messages are leaves. What cannot be parsed ends the walk and is reported; what was seen before stays seen.
 */
final class MimeWalk {
    private static final int MAX_DEPTH = 40;
    private static final int MAX_PARTS = 2_000;
    private static final int MAX_HEADERS = 5_000;
    private static final int MAX_HEADER_LENGTH = 1 << 20;

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
    private final List<Headers> open = new ArrayList<>();
    private boolean headerOnly;
    private boolean headerSeen;
    private int depth;
    private int parts;

    MimeWalk(Visitor visitor, Consumer<String> problems) {
        this.visitor = visitor;
        this.problems = problems;
    }

    /** The header of a mail, as far as it can be read; nothing behind it is looked at. */
    static Headers header(RawMessage raw) throws IOException {
        AtomicReference<Headers> found = new AtomicReference<>(new Headers());
        Visitor headerOnly = new Visitor() {
            @Override
            public void header(Headers headers) {
                found.set(headers);
            }

            @Override
            public void startMultipart(String subtype) {}

            @Override
            public void endMultipart() {}

            @Override
            public void leaf(MimePart part, InputStream decoded) {}
        };
        MimeWalk walk = new MimeWalk(headerOnly, problem -> {});
        walk.headerOnly = true;
        walk.walk(raw);
        return found.get();
    }

    /** @throws IOException when the source itself cannot be read; a broken mail is a problem, not an exception */
    void walk(RawMessage raw) throws IOException {
        MimeTokenStream tokens = new MimeTokenStream(new MimeConfig.Builder()
                .setStrictParsing(false)
                .setMalformedHeaderStartsBody(true)
                .setMaxLineLen(-1)
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxHeaderLen(MAX_HEADER_LENGTH)
                .setMaxContentLen(-1)
                .build());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try (InputStream source = raw.open()) {
            tokens.parse(source);
            run(tokens);
        } catch (MimeException | MimeIOException e) {
            problems.accept("The MIME structure is broken: " + HeaderText.oneLine(String.valueOf(e.getMessage())));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            // Parsers of header values meet input that nobody foresaw; the mail is kept raw, so nothing is lost by it.
            problems.accept("The MIME structure is broken: " + e.getClass().getSimpleName());
        }
        if (!headerSeen) {
            visitor.header(open.isEmpty() ? new Headers() : open.get(0));
        }
    }

    private void run(MimeTokenStream tokens) throws IOException, MimeException {
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_START_HEADER -> open.add(new Headers());
                case T_FIELD -> open.get(open.size() - 1).add(tokens.getField());
                case T_END_HEADER -> {
                    if (!headerSeen) {
                        headerSeen = true;
                        visitor.header(open.get(0));
                    }
                    if (headerOnly) {
                        return;
                    }
                }
                case T_START_MULTIPART -> {
                    depth++;
                    if (depth == MAX_DEPTH) {
                        problems.accept("Parts nested deeper than " + MAX_DEPTH + " levels are not opened");
                        tokens.setRecursionMode(RecursionMode.M_FLAT);
                    }
                    visitor.startMultipart(subtype(tokens.getBodyDescriptor().getMimeType()));
                }
                case T_END_MULTIPART -> {
                    depth--;
                    closeHeader();
                    visitor.endMultipart();
                }
                case T_BODY -> {
                    if (++parts > MAX_PARTS) {
                        problems.accept("Only the first " + MAX_PARTS + " parts were read");
                        return;
                    }
                    leaf(tokens);
                    closeHeader();
                }
                default -> {}
            }
        }
    }

    private void leaf(MimeTokenStream tokens) throws IOException {
        Headers headers = open.isEmpty() ? new Headers() : open.get(open.size() - 1);
        MimePart part = MimePart.of(headers, tokens.getBodyDescriptor().getMimeType());
        InputStream decoded = tokens.getDecodedInputStream();
        visitor.leaf(part, decoded);
    }

    private void closeHeader() {
        if (!open.isEmpty()) {
            open.remove(open.size() - 1);
        }
    }

    private static String subtype(String mimeType) {
        return mimeType.substring(mimeType.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
