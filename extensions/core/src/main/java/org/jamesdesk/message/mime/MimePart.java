package org.jamesdesk.message.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A leaf of the MIME tree as its header describes it.
 *
 * @param type media type in lower case
 * @param parameters the value of Content-Type
 * @param fileName the declared file name, RFC 2231 and RFC 2047 decoded, not yet made safe
 * @param disposition the value of Content-Disposition without parameters, such as {@code inline}; empty when there is none
 * @param contentId Content-ID without angle brackets
 * @param first whether nothing but multiparts stands before it
 */
record MimePart(
        String type,
        HeaderParameters parameters,
        Optional<String> fileName,
        String disposition,
        Optional<String> contentId,
        boolean first) {
    private static final Set<String> BODY_TYPES = Set.of(
            "text/plain",
            "text/html",
            "text/enriched",
            "text/richtext",
            "text/markdown",
            "text/x-amp-html",
            "text/watch-html",
            "text/x-patch",
            "text/x-diff");

    private static final Set<String> HTML_TYPES = Set.of("text/html", "text/x-amp-html", "text/watch-html");

    /** @param type the media type that the part has after all, whatever its header says */
    static MimePart of(Headers headers, String type, boolean first) {
        HeaderParameters parameters =
                HeaderParameters.of(headers.first("content-type").orElse(""));
        Optional<HeaderParameters> disposition =
                headers.first("content-disposition").map(HeaderParameters::of);
        Optional<String> fileName = disposition
                .flatMap(value -> value.get("filename"))
                .or(() -> disposition.flatMap(value -> value.get("name")))
                .or(() -> parameters.get("name"))
                .or(() -> parameters.get("filename"))
                .map(HeaderText::oneLine)
                .filter(name -> !name.isEmpty());
        return new MimePart(
                type,
                parameters,
                fileName,
                disposition.map(HeaderParameters::main).orElse(""),
                headers.first("content-id").map(MimePart::withoutBrackets).filter(id -> !id.isEmpty()),
                first);
    }

    /** A file that stands inside another part. */
    static MimePart inside(String type, Optional<String> fileName) {
        return new MimePart(type, HeaderParameters.of(""), fileName, "attachment", Optional.empty(), false);
    }

    private static String withoutBrackets(String contentId) {
        StringBuilder id = new StringBuilder(contentId.length());
        contentId
                .chars()
                .filter(c -> c > ' ' && c != '<' && c != '>')
                .limit(998)
                .forEach(c -> id.append((char) c));
        return id.toString();
    }

    Optional<String> charset() {
        return parameters.get("charset");
    }

    boolean isAttachment() {
        return disposition.equals("attachment");
    }

    /**
     * Whether the part is text that belongs to the body, as opposed to a file that happens to be text. What is named is a
     * file, unless the mail begins with it (RFC 8621 section 4.1.4).
     */
    boolean isBodyText() {
        return isShownText() && (first || fileName.isEmpty());
    }

    /** Whether a mail program shows the part as text, be it the body or a file below it. */
    boolean isShownText() {
        return !isAttachment() && BODY_TYPES.contains(type);
    }

    boolean isHtml() {
        return HTML_TYPES.contains(type);
    }

    /** Whether it is another version of the body for some device, which is read only where there is no other. */
    boolean isForDevices() {
        return type.equals("text/x-amp-html") || type.equals("text/watch-html");
    }

    boolean isEnriched() {
        return type.equals("text/enriched") || type.equals("text/richtext");
    }

    boolean isFlowed() {
        return parameters
                .get("format")
                .map(format -> format.equalsIgnoreCase("flowed"))
                .orElse(false);
    }

    boolean deletesSpaces() {
        return parameters
                .get("delsp")
                .map(value -> value.equalsIgnoreCase("yes"))
                .orElse(false);
    }

    boolean isAttachedMail() {
        return type.equals("message/rfc822") || type.equals("message/global");
    }

    boolean isTnef() {
        return type.equals("application/ms-tnef")
                || type.equals("application/vnd.ms-tnef")
                || fileName.map(name -> name.toLowerCase(Locale.ROOT).equals("winmail.dat"))
                        .orElse(false);
    }
}
