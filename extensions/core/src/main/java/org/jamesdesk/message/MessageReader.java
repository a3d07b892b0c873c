package org.jamesdesk.message;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;
import org.jamesdesk.address.Mailbox;

/**
 * Reads any mail into a {@link ReadMessage}. Total: a broken mail never throws and never takes unbounded memory; what
 * could not be read or was cut is said in {@link ReadMessage#problems}, and the raw mail is kept by the caller. An
 * {@link UncheckedIOException} means that the source of the bytes failed. Holds no state; safe for use by many threads.
 */
public final class MessageReader {
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_SUBJECT = 2_000;
    private static final int MAX_PROBLEMS = 20;
    private static final Pattern REPORT_ACTION =
            Pattern.compile("(?im)^Action[ \\t]*:[ \\t]*(failed|delayed|delivered|relayed|expanded)");

    /** Reads a mail. */
    public ReadMessage read(RawMessage raw) {
        Collector collector = new Collector();
        try {
            new MimeWalk(collector, collector::problem).walk(raw);
            return collector.message(fingerprint(collector.headers, raw));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads only as far as is needed for the Message-ID; the same that {@link #read} gives. */
    public Optional<String> messageId(RawMessage raw) {
        try {
            return MimeWalk.header(raw).first("message-id").flatMap(MessageIds::single);
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

    private static String fingerprint(Headers headers, RawMessage raw) throws IOException {
        try (InputStream in = new BufferedInputStream(raw.open(), 16_384)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Optional<String> messageId = headers.first("message-id").flatMap(MessageIds::single);
            if (messageId.isPresent() || headers.has("date")) {
                String identity = messageId.orElseGet(() -> headers.joined("date") + "\n" + headers.joined("subject"));
                digest.update(identity.getBytes(StandardCharsets.UTF_8));
                skipHeader(in);
            }
            byte[] buffer = new byte[16_384];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static void skipHeader(InputStream in) throws IOException {
        boolean lineIsEmpty = true;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                if (lineIsEmpty) {
                    return;
                }
                lineIsEmpty = true;
            } else if (b != '\r') {
                lineIsEmpty = false;
            }
        }
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
        private record Body(String text, boolean html) {}

        private record Multipart(boolean alternative, boolean related, List<Body> bodies) {}

        private final Deque<Multipart> open = new ArrayDeque<>();
        private final List<Body> bodies = new ArrayList<>();
        private final List<Attachment> attachments = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private Headers headers = new Headers();
        private Optional<String> reportAction = Optional.empty();
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
            return alternatives.stream()
                    .filter(body -> !body.html() && !body.text().isBlank())
                    .findFirst()
                    .or(() -> alternatives.stream()
                            .filter(body -> !body.text().isBlank())
                            .reduce((earlier, later) -> later))
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
            current().add(new Body(part.isHtml() ? HtmlText.of(text) : text.replace("\r\n", "\n"), part.isHtml()));
        }

        @Override
        void attachment(int number, MimePart part, InputStream decoded) throws IOException {
            if (part.type().equals("message/delivery-status") && reportAction.isEmpty()) {
                reportAction = Optional.of(action(new String(decoded.readNBytes(65_536), StandardCharsets.ISO_8859_1)));
            }
            long size = decoded.transferTo(OutputStream.nullOutputStream());
            boolean inline = !part.isAttachment()
                    && (part.contentId().isPresent() && open.stream().anyMatch(Multipart::related));
            attachments.add(
                    new Attachment(number, safeName(part, number), part.type(), size, inline, part.contentId()));
        }

        private static String action(String deliveryStatus) {
            Matcher matcher = REPORT_ACTION.matcher(deliveryStatus);
            return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "failed";
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

        ReadMessage message(String fingerprint) {
            while (!open.isEmpty()) {
                endMultipart();
            }
            List<Mailbox> from = mailboxes("from");
            Automation automation = Automation.of(headers);
            MessageKind kind = kind(automation);
            boolean report = kind != MessageKind.MESSAGE && kind != MessageKind.AUTO_REPLY;
            return new ReadMessage(
                    headers.first("message-id").flatMap(MessageIds::single),
                    MessageIds.all(headers.joined("in-reply-to")),
                    MessageIds.all(headers.joined("references")),
                    from.stream().findFirst().or(() -> mailboxes("sender").stream()
                            .findFirst()),
                    mailboxes("reply-to"),
                    mailboxes("to"),
                    mailboxes("cc"),
                    subject(),
                    date(),
                    kind,
                    automation.automatic() || report,
                    automation.answerable() && !report && !from.isEmpty(),
                    text(),
                    attachments,
                    fingerprint,
                    problems);
        }

        private List<Mailbox> mailboxes(String name) {
            return AddressHeader.mailboxes(headers.joined(name));
        }

        private String subject() {
            String subject =
                    headers.first("subject").map(HeaderText::unstructured).orElse("");
            return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT);
        }

        private Optional<Instant> date() {
            return headers.first("date")
                    .map(value -> DateTimeFieldLenientImpl.PARSER.parse(new RawField("Date", value), null))
                    .flatMap(field -> Optional.ofNullable(field.getDate()))
                    .map(date -> date.toInstant());
        }

        private String text() {
            return String.join("\n", bodies.stream().map(Body::text).toList()).strip();
        }

        private MessageKind kind(Automation automation) {
            if (outermostMultipart.equals("report")) {
                String type = headers.joined("content-type").toLowerCase(Locale.ROOT);
                if (type.contains("disposition-notification")) {
                    return MessageKind.DISPOSITION_NOTIFICATION;
                }
                if (type.contains("feedback-report")) {
                    return MessageKind.FEEDBACK_REPORT;
                }
                if (reportAction.isPresent()) {
                    return switch (reportAction.get()) {
                        case "failed" -> MessageKind.DELIVERY_FAILURE;
                        case "delayed" -> MessageKind.DELIVERY_DELAY;
                        default -> MessageKind.DELIVERY_SUCCESS;
                    };
                }
            }
            return automation.repliesAutomatically() ? MessageKind.AUTO_REPLY : MessageKind.MESSAGE;
        }
    }
}
