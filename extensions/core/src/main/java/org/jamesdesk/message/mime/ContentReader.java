package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;
import org.jamesdesk.message.mime.MailContent.EmbeddedPart;
import org.jamesdesk.message.mime.MailContent.TextBody;

/**
 * Takes any mail apart into its {@link MailContent}, in one pass. Total: a broken mail never throws and never takes
 * unbounded memory; what could not be read or was cut is said in {@link MailContent#problems}. An
 * {@link UncheckedIOException} means that the source of the bytes failed. Holds no state; safe for use by many threads.
 */
public final class ContentReader {
    /** How many bytes of body text are read, over all parts. */
    public static final int MAX_TEXT = 1 << 20;

    /** How many bytes of each part that machines read are kept. */
    public static final int MAX_EMBEDDED = 1 << 16;

    private static final int MAX_EMBEDDED_PARTS = 16;
    private static final int MAX_PROBLEMS = 20;

    /** Reads a mail. */
    public MailContent read(RawMessage raw) {
        Collector collector = new Collector();
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

    /** Numbers the attachments; shared, so that what is listed and what is copied are the same. */
    private abstract static class AttachmentVisitor implements MimeWalk.Visitor {
        private int attachments;

        @Override
        public final void leaf(MimePart part, InputStream decoded) throws IOException {
            if (part.isBodyText()) {
                bodyText(part, decoded);
            } else {
                attachment(++attachments, part, decoded);
            }
        }

        abstract void bodyText(MimePart part, InputStream decoded) throws IOException;

        abstract void attachment(int number, MimePart part, InputStream decoded) throws IOException;
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
        void bodyText(MimePart part, InputStream decoded) {}

        @Override
        void attachment(int number, MimePart part, InputStream decoded) throws IOException {
            if (number == wanted) {
                found = true;
                decoded.transferTo(target);
            }
        }
    }

    private static final class Collector extends AttachmentVisitor {
        private record Body(String text, Optional<String> html, boolean isHtml) {}

        private record Multipart(boolean alternative, boolean related, List<Body> bodies) {}

        private final Deque<Multipart> open = new ArrayDeque<>();
        private final List<Body> bodies = new ArrayList<>();
        private final List<Attachment> attachments = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private Headers headers = new Headers();
        private final List<EmbeddedPart> embedded = new ArrayList<>();
        private String outermostMultipart = "";
        private int textLeft = MAX_TEXT;

        void problem(String problem) {
            if (problems.size() < MAX_PROBLEMS && !problems.contains(problem)) {
                problems.add(problem);
            }
        }

        @Override
        public void header(Headers mailHeaders) {
            headers = mailHeaders;
        }

        @Override
        public void startMultipart(String subtype) {
            if (outermostMultipart.isEmpty()) {
                outermostMultipart = subtype;
            }
            open.push(new Multipart(subtype.equals("alternative"), subtype.equals("related"), new ArrayList<>()));
        }

        @Override
        public void endMultipart() {
            if (!open.isEmpty()) {
                Multipart closed = open.pop();
                current().addAll(closed.alternative() ? best(closed.bodies()) : closed.bodies());
            }
        }

        private List<Body> current() {
            return open.isEmpty() ? bodies : open.peek().bodies();
        }

        private static List<Body> best(List<Body> alternatives) {
            List<Body> readable =
                    alternatives.stream().filter(body -> !body.text().isBlank()).toList();
            Optional<Body> html = readable.stream().filter(Body::isHtml).reduce((earlier, later) -> later);
            return readable.stream()
                    .filter(body -> !body.isHtml())
                    .findFirst()
                    .map(plain -> new Body(plain.text(), html.flatMap(Body::html), false))
                    .or(() -> html)
                    .map(List::of)
                    .orElse(List.of());
        }

        @Override
        void bodyText(MimePart part, InputStream decoded) throws IOException {
            byte[] bytes = decoded.readNBytes(textLeft);
            textLeft -= bytes.length;
            if (textLeft == 0 && decoded.read() >= 0) {
                problem("Body text beyond " + MAX_TEXT + " bytes was cut");
            }
            String text = HeaderText.declared(bytes, part.charset());
            current()
                    .add(
                            part.isHtml()
                                    ? new Body(HtmlText.of(text), Optional.of(text), true)
                                    : new Body(text.replace("\r\n", "\n"), Optional.empty(), false));
        }

        @Override
        void attachment(int number, MimePart part, InputStream decoded) throws IOException {
            long size = 0;
            if (isReadByMachines(part) && embedded.size() < MAX_EMBEDDED_PARTS) {
                byte[] beginning = decoded.readNBytes(MAX_EMBEDDED);
                embedded.add(new EmbeddedPart(part.type(), number, beginning));
                size = beginning.length;
            }
            size += decoded.transferTo(OutputStream.nullOutputStream());
            boolean inline = !part.isAttachment()
                    && (part.contentId().isPresent() && open.stream().anyMatch(Multipart::related));
            attachments.add(
                    new Attachment(number, safeName(part, number), part.type(), size, inline, part.contentId()));
        }

        private static boolean isReadByMachines(MimePart part) {
            return part.type().startsWith("message/")
                    || part.type().equals("text/rfc822-headers")
                    || part.type().equals("text/calendar");
        }

        private static String safeName(MimePart part, int number) {
            String name = part.fileName().orElse("");
            String lastSegment = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
            String printable = lastSegment
                    .replaceAll("[\\p{Cntrl}\\p{Cf}]", "")
                    .replaceAll("^\\.+", "")
                    .trim();
            if (printable.isEmpty()) {
                return "attachment-" + number + (part.type().equals("message/rfc822") ? ".eml" : "");
            }
            return printable.length() <= 255 ? printable : printable.substring(printable.length() - 255);
        }

        MailContent content() {
            while (!open.isEmpty()) {
                endMultipart();
            }
            return new MailContent(
                    headers,
                    reportType(),
                    bodies.stream()
                            .map(body -> new TextBody(body.text(), body.html(), body.isHtml()))
                            .toList(),
                    embedded,
                    attachments,
                    problems);
        }

        private Optional<String> reportType() {
            return outermostMultipart.equals("report")
                    ? headers.first("content-type")
                            .map(value ->
                                    ContentTypeFieldLenientImpl.PARSER.parse(new RawField("Content-Type", value), null))
                            .map(field -> Optional.ofNullable(field.getParameter("report-type"))
                                    .orElse("")
                                    .toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }
    }
}
