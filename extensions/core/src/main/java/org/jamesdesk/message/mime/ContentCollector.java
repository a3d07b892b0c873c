package org.jamesdesk.message.mime;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.message.mime.MailContent.EmbeddedPart;
import org.jamesdesk.message.mime.MailContent.TextBody;

/** Puts the {@link MailContent} together while the mail is walked. */
final class ContentCollector extends AttachmentVisitor {
    private static final int MAX_EMBEDDED_PARTS = 16;
    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_NAME = 255;
    private static final int MAX_REFERENCED = 5_000;

    /** A mail may have several TNEF attachments, of which one is the body. */
    private static final int MAX_TNEF_BODIES = 6;

    /** How deep attached mails are opened for their text. */
    private static final int MAX_ATTACHED_DEPTH = 3;

    private static final Pattern CONTENT_REFERENCE =
            Pattern.compile("cid:([^\"'\\s<>)]{1,998}+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern META_CHARSET = Pattern.compile(
            "<meta[^>]{0,200}?charset\\s{0,5}=\\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,40})", Pattern.CASE_INSENSITIVE);
    private static final int META_WITHIN = 2_048;

    private record Multipart(String subtype, List<List<TextPart>> children) {}

    private final int depth;
    private final Deque<Multipart> open = new ArrayDeque<>();
    private final List<TextPart> bodies = new ArrayList<>();
    private final List<TextPart> tnefBodies = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final Map<Integer, BoundedBytes> beginnings = new HashMap<>();
    private final List<EmbeddedPart> embedded = new ArrayList<>();
    private final Set<Integer> shownMails = new HashSet<>();
    private final Set<String> referenced = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final StringBuilder allText = new StringBuilder();
    private Headers headers = Headers.empty();
    private String outermostMultipart = "";
    private int textLeft = ContentReader.MAX_TEXT;

    ContentCollector(int depth) {
        this.depth = depth;
    }

    @Override
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
        open.push(new Multipart(subtype, new ArrayList<>()));
    }

    @Override
    public void endMultipart() {
        Multipart closed = open.pop();
        add(
                closed.subtype().equals("alternative")
                        ? TextPart.best(closed.children())
                        : closed.children().stream().flatMap(List::stream).toList());
    }

    private void add(List<TextPart> texts) {
        if (open.isEmpty()) {
            bodies.addAll(texts);
        } else if (!texts.isEmpty()) {
            open.peek().children().add(texts);
        }
    }

    @Override
    int textLeft() {
        return textLeft;
    }

    @Override
    void text(MimePart part, byte[] bytes, boolean cut) {
        textLeft -= bytes.length;
        if (cut) {
            problem("Body text beyond " + ContentReader.MAX_TEXT + " bytes was cut");
        }
        TextPart text = textPart(part, bytes);
        if (!part.isForDevices()) {
            addToAllText(text);
        }
        add(List.of(text));
    }

    private TextPart textPart(MimePart part, byte[] bytes) {
        if (part.isHtml()) {
            String html = HeaderText.declared(bytes, part.charset().or(() -> charsetOfMarkup(bytes)));
            Matcher reference = CONTENT_REFERENCE.matcher(html);
            while (referenced.size() < MAX_REFERENCED && reference.find()) {
                referenced.add(reference.group(1).toLowerCase(Locale.ROOT));
            }
            return html(html, part.isForDevices());
        }
        String text = unixLines(HeaderText.declared(bytes, part.charset()));
        if (part.isEnriched()) {
            return TextPart.plain(EnrichedText.plain(text, part.type().equals("text/richtext")));
        }
        return TextPart.plain(part.isFlowed() ? FlowedText.unwrapped(text, part.deletesSpaces()) : text);
    }

    private TextPart html(String html, boolean forDevices) {
        HtmlText.Reading reading = HtmlText.read(html);
        if (reading.cut()) {
            problem("HTML behind " + HtmlText.MAX_TAGS + " tags was read as mere text");
        }
        return TextPart.html(reading, forDevices);
    }

    private static Optional<String> charsetOfMarkup(byte[] bytes) {
        String beginning = new String(bytes, 0, Math.min(bytes.length, META_WITHIN), StandardCharsets.ISO_8859_1);
        Matcher meta = META_CHARSET.matcher(beginning);
        return meta.find() ? Optional.of(meta.group(1)) : Optional.empty();
    }

    private static String unixLines(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder lines = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\r') {
                lines.append(c);
                continue;
            }
            int next = i;
            while (next < text.length() && text.charAt(next) == '\r') {
                next++;
            }
            if (next == text.length() || text.charAt(next) != '\n') {
                lines.append("\n".repeat(next - i));
            }
            i = next - 1;
        }
        return lines.toString();
    }

    private void addToAllText(TextPart text) {
        addToAllText(text.title());
        addToAllText(text.text());
    }

    private void addToAllText(String text) {
        if (!text.isBlank()) {
            allText.append(allText.length() == 0 ? "" : "\n").append(text.strip());
        }
    }

    @Override
    void tnefText(String text, boolean isHtml) {
        if (tnefBodies.size() < MAX_TNEF_BODIES) {
            tnefBodies.add(isHtml ? html(text, false) : TextPart.plain(unixLines(text)));
        }
    }

    @Override
    Optional<OutputStream> begin(int number, MimePart part) {
        boolean readByMachines = isReadByMachines(part) && embedded.size() < MAX_EMBEDDED_PARTS;
        if (!readByMachines && !(part.isShownText() && beginnings.size() < MAX_EMBEDDED_PARTS)) {
            return Optional.of(OutputStream.nullOutputStream());
        }
        BoundedBytes beginning = new BoundedBytes(ContentReader.MAX_EMBEDDED);
        beginnings.put(number, beginning);
        return Optional.of(beginning);
    }

    private static boolean isReadByMachines(MimePart part) {
        return part.type().startsWith("message/")
                || part.type().equals("text/rfc822-headers")
                || part.type().equals("text/calendar");
    }

    @Override
    void end(int number, MimePart part, long size) {
        Optional<BoundedBytes> beginning = Optional.ofNullable(beginnings.remove(number));
        if (beginning.isPresent() && isReadByMachines(part)) {
            embedded.add(new EmbeddedPart(part.type(), number, beginning.get().bytes()));
            if (isShown(part)) {
                shownMails.add(number);
            }
        } else if (beginning.isPresent()) {
            addToAllText(textPart(part, beginning.get().bytes()));
        }
        boolean inline = !part.isAttachment()
                && (part.disposition().equals("inline") && part.isShownText()
                        || part.contentId().isPresent()
                                && open.stream()
                                        .anyMatch(
                                                multipart -> multipart.subtype().equals("related")));
        attachments.add(new Attachment(number, safeName(part), part.type(), size, inline, part.contentId()));
    }

    /** Whether the mail shows an attached mail below its body (RFC 2183); the mail that a report is about is not. */
    private boolean isShown(MimePart part) {
        return part.isAttachedMail()
                && (part.disposition().equals("inline")
                        || part.disposition().isEmpty() && part.fileName().isEmpty())
                && open.stream().noneMatch(multipart -> multipart.subtype().equals("report"));
    }

    private static String safeName(MimePart part) {
        String name = part.fileName().orElse("");
        String lastSegment = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder printable = new StringBuilder(lastSegment.length());
        lastSegment
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .forEach(printable::appendCodePoint);
        String safe = printable.toString().trim();
        int dots = 0;
        while (dots < safe.length() && safe.charAt(dots) == '.') {
            dots++;
        }
        safe = safe.substring(dots).trim();
        return safe.length() <= MAX_NAME ? safe : safe.substring(safe.length() - MAX_NAME);
    }

    /** What was collected; to be called once, behind the end of the mail. */
    MailContent content() {
        if (bodies.stream().allMatch(body -> body.text().isBlank()) && !tnefBodies.isEmpty()) {
            List<TextPart> best =
                    TextPart.best(tnefBodies.stream().map(List::of).toList());
            bodies.addAll(best);
            best.forEach(this::addToAllText);
        }
        attachments.sort(Comparator.comparingInt(Attachment::number));
        embedded.sort(Comparator.comparingInt(EmbeddedPart::number));
        addShownMails();
        return new MailContent(
                headers,
                reportType(),
                bodies.stream()
                        .map(body -> new TextBody(body.text(), body.html(), body.kind() != TextPart.Kind.PLAIN))
                        .toList(),
                embedded,
                attachments.stream().map(this::inlineWhenReferenced).toList(),
                problems,
                allText.toString());
    }

    private void addShownMails() {
        if (depth == MAX_ATTACHED_DEPTH) {
            return;
        }
        for (EmbeddedPart part : embedded) {
            if (shownMails.contains(part.number())) {
                MailContent mail = ContentReader.read(RawMessage.of(part.bytes()), depth + 1);
                for (String name : List.of("From", "Subject", "Date", "To")) {
                    mail.headers()
                            .first(name.toLowerCase(Locale.ROOT))
                            .map(HeaderText::unstructured)
                            .ifPresent(value -> addToAllText(name + ": " + value));
                }
                addToAllText(mail.allText());
            }
        }
    }

    private Attachment inlineWhenReferenced(Attachment attachment) {
        boolean isReferenced = attachment
                .contentId()
                .map(id -> referenced.contains(id.toLowerCase(Locale.ROOT)))
                .orElse(false);
        return isReferenced && !attachment.inline()
                ? new Attachment(
                        attachment.number(),
                        attachment.name(),
                        attachment.type(),
                        attachment.size(),
                        true,
                        attachment.contentId())
                : attachment;
    }

    private Optional<String> reportType() {
        return outermostMultipart.equals("report")
                ? headers.first("content-type").map(value -> HeaderParameters.of(value)
                        .get("report-type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
