package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Tells body text from attachments and numbers these; shared, so that what is listed and what is copied are the same. */
abstract class AttachmentVisitor implements MimeWalk.Visitor {
    private static final int MAX_ATTACHMENTS = 5_000;
    private static final int PEEKED = 120;

    private int attachments;

    /** How many more bytes of body text are wanted. */
    abstract int textLeft();

    /** The text of a part, files that stood in it taken out. */
    abstract void text(MimePart part, byte[] text, boolean cut);

    /** An attachment begins; its decoded bytes go to the stream that is returned. Empty when nobody wants them. */
    abstract Optional<OutputStream> begin(int number, MimePart part);

    /** An attachment has ended; not always the one that began last. */
    abstract void end(int number, MimePart part, long size) throws IOException;

    /** The body that a TNEF attachment carries. */
    abstract void tnefText(String text, boolean isHtml);

    abstract void problem(String problem);

    @Override
    public final void leaf(MimePart part, InputStream decoded) throws IOException {
        if (part.isBodyText()) {
            bodyText(part, decoded);
        } else if (part.isTnef()) {
            tnef(part, decoded);
        } else {
            file(part, decoded);
        }
    }

    private boolean isFull() {
        if (attachments == MAX_ATTACHMENTS) {
            problem("Only the first " + MAX_ATTACHMENTS + " attachments were read");
        }
        return attachments == MAX_ATTACHMENTS;
    }

    private void file(MimePart part, InputStream decoded) throws IOException {
        if (isFull()) {
            return;
        }
        int number = ++attachments;
        Optional<OutputStream> wanted = begin(number, part);
        if (wanted.isPresent()) {
            end(number, part, decoded.transferTo(wanted.get()));
        }
    }

    private void bodyText(MimePart part, InputStream decoded) throws IOException {
        int wanted = textLeft();
        if (part.isHtml()) {
            byte[] text = decoded.readNBytes(wanted);
            text(part, text, text.length == wanted && decoded.read() >= 0);
            return;
        }
        LineReader lines = new LineReader(decoded);
        ByteArrayOutputStream text = new ByteArrayOutputStream(1_024);
        boolean cut = false;
        while (lines.next()) {
            Optional<InlineFile> file = InlineFile.at(lines, PEEKED);
            if (file.isPresent()) {
                InputStream content = file.get().content();
                file(
                        MimePart.inside(
                                "application/octet-stream",
                                Optional.of(file.get().name())),
                        content);
                content.skip(Long.MAX_VALUE);
            } else {
                int length = lines.endWithLineEnd() - lines.start();
                int room = Math.min(wanted - text.size(), length);
                text.write(lines.bytes(), lines.start(), room);
                cut |= room < length;
            }
        }
        text(part, text.toByteArray(), cut);
    }

    private void tnef(MimePart part, InputStream decoded) throws IOException {
        if (isFull()) {
            return;
        }
        int number = ++attachments;
        CopyingStream copied = new CopyingStream(decoded, begin(number, part).orElse(OutputStream.nullOutputStream()));
        if (!new TnefReader(copied, new Members()).read()) {
            problem("A TNEF attachment is broken");
        }
        copied.transferTo(OutputStream.nullOutputStream());
        end(number, part, copied.count());
    }

    private final class Members implements TnefReader.Listener {
        private static final MimePart UNNAMED = MimePart.inside("application/octet-stream", Optional.empty());

        private CountingStream open = new CountingStream(OutputStream.nullOutputStream());
        private boolean listed;

        @Override
        public OutputStream beginFile() {
            listed = !isFull();
            open = new CountingStream(
                    listed
                            ? begin(++attachments, UNNAMED).orElse(OutputStream.nullOutputStream())
                            : OutputStream.nullOutputStream());
            return open;
        }

        @Override
        public void endFile(Optional<String> name, Optional<String> type) throws IOException {
            if (listed) {
                end(attachments, MimePart.inside(type.orElse("application/octet-stream"), name), open.count());
            }
        }

        @Override
        public void text(String text, boolean isHtml) {
            tnefText(text, isHtml);
        }
    }
}
