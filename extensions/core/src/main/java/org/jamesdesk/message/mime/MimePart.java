package org.jamesdesk.message.mime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;

/**
 * A leaf of the MIME tree as its header describes it.
 *
 * @param type media type in lower case
 * @param charset the declared character set
 * @param fileName the declared file name, RFC 2231 and RFC 2047 decoded, not yet made safe
 * @param isAttachment whether Content-Disposition says {@code attachment}
 * @param contentId Content-ID without angle brackets
 * @param headers its header fields
 */
record MimePart(
        String type,
        Optional<String> charset,
        Optional<String> fileName,
        boolean isAttachment,
        Optional<String> contentId,
        Headers headers) {

    static MimePart of(Headers headers, String effectiveType) {
        Map<String, String> typeParameters = headers.first("content-type")
                .map(value -> ContentTypeFieldLenientImpl.PARSER.parse(new RawField("Content-Type", value), null))
                .map(field -> field.getParameters())
                .orElse(Map.of());
        var disposition = headers.first("content-disposition")
                .map(value -> ContentDispositionFieldLenientImpl.PARSER.parse(
                        new RawField("Content-Disposition", value), null));
        Optional<String> fileName = disposition
                .map(field -> field.getParameter("filename"))
                .or(() -> Optional.ofNullable(typeParameters.get("name")))
                .map(HeaderText::unstructured)
                .filter(name -> !name.isBlank());
        return new MimePart(
                effectiveType.toLowerCase(Locale.ROOT),
                Optional.ofNullable(typeParameters.get("charset")),
                fileName,
                disposition.map(field -> field.isAttachment()).orElse(false),
                headers.first("content-id").map(MimePart::withoutBrackets).filter(id -> !id.isBlank()),
                headers);
    }

    private static String withoutBrackets(String contentId) {
        return contentId.replaceAll("[<>\\s]", "");
    }

    /** Whether the part is text that belongs to the body, as opposed to a file that happens to be text. */
    boolean isBodyText() {
        return !isAttachment
                && fileName.isEmpty()
                && (type.equals("text/plain") || type.equals("text/html") || type.equals("text/enriched"));
    }

    boolean isHtml() {
        return type.equals("text/html");
    }
}
