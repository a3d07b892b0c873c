package org.jamesdesk.message.mime;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of a mail that is not its text. The bytes are read from the raw mail on demand
 * ({@link ContentReader#copyAttachment}).
 *
 * @param number 1 for the first attachment of the mail
 * @param name the file name that the sender gave: last path segment only, no control characters; empty when there is none
 * @param type the media type in lower case, without parameters
 * @param size the decoded length in bytes
 * @param inline whether the mail shows it inside its text
 * @param contentId the Content-ID without angle brackets, by which HTML refers to it
 */
public record Attachment(int number, String name, String type, long size, boolean inline, Optional<String> contentId) {
    public Attachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(contentId, "contentId");
    }

    /** A name to save it under, never empty: its own, else one made of its number and type. */
    public String downloadName() {
        return name.isEmpty() ? "attachment-" + number + extension() : name;
    }

    private String extension() {
        return switch (type) {
            case "message/rfc822", "message/global" -> ".eml";
            case "message/delivery-status", "text/rfc822-headers", "text/plain" -> ".txt";
            case "text/html" -> ".html";
            case "text/calendar", "application/ics" -> ".ics";
            case "text/vcard", "text/x-vcard" -> ".vcf";
            case "text/csv" -> ".csv";
            case "image/jpeg", "image/jpg", "image/pjpeg" -> ".jpg";
            case "image/png" -> ".png";
            case "image/gif" -> ".gif";
            case "application/pdf" -> ".pdf";
            case "application/zip" -> ".zip";
            case "application/pgp-signature" -> ".asc";
            case "application/pkcs7-signature", "application/x-pkcs7-signature" -> ".p7s";
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> ".p7m";
            default -> "";
        };
    }
}
