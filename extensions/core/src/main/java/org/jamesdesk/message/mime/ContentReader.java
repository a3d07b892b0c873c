package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Takes any mail apart into its {@link MailContent}, in one pass. Total: a broken mail never throws, never takes unbounded
 * memory, and takes time in proportion to its size; what could not be read or was cut is said in
 * {@link MailContent#problems}. An {@link UncheckedIOException} means that the source of the bytes failed. Holds no state;
 * safe for use by many threads.
 */
public final class ContentReader {
    /** How many bytes of body text are read, over all parts. */
    public static final int MAX_TEXT = 1 << 20;

    /** How many bytes of each part that machines read are kept. */
    public static final int MAX_EMBEDDED = 1 << 16;

    /** Reads a mail. */
    public MailContent read(RawMessage raw) {
        return read(raw, 0);
    }

    /** @param depth how many mails this one is attached in */
    static MailContent read(RawMessage raw, int depth) {
        ContentCollector collector = new ContentCollector(depth);
        try {
            new MimeWalk(collector, collector::problem).walk(raw);
            return collector.content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the header of a mail and nothing behind it. */
    public Headers headers(RawMessage raw) {
        try {
            return MimeWalk.header(raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies the decoded bytes of one attachment.
     *
     * @param number the attachment's {@link Attachment#number}
     * @return false when the mail has no such attachment; nothing was written then
     * @throws IOException when the source cannot be read or the target not be written
     */
    public boolean copyAttachment(RawMessage raw, int number, OutputStream target) throws IOException {
        AttachmentCopy copy = new AttachmentCopy(number, target);
        new MimeWalk(copy, problem -> {}).walk(raw);
        return copy.found;
    }

    private static final class AttachmentCopy extends AttachmentVisitor {
        private final int wanted;
        private final OutputStream target;
        private boolean found;

        AttachmentCopy(int wanted, OutputStream target) {
            this.wanted = wanted;
            this.target = target;
        }

        @Override
        public void header(Headers headers) {}

        @Override
        public void startMultipart(String subtype) {}

        @Override
        public void endMultipart() {}

        @Override
        int textLeft() {
            return 0;
        }

        @Override
        void text(MimePart part, byte[] text, boolean cut) {}

        @Override
        Optional<OutputStream> begin(int number, MimePart part) {
            if (number != wanted) {
                return Optional.empty();
            }
            found = true;
            return Optional.of(target);
        }

        @Override
        void end(int number, MimePart part, long size) {}

        @Override
        void tnefText(String text, boolean isHtml) {}

        @Override
        void problem(String problem) {}
    }
}
