package org.jamesdesk.message.mime;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of a mail that is not its text. The bytes are read from the raw mail on demand
 * ({@link MessageReader#copyAttachment}).
 *
 * @param number 1 for the first attachment of the mail
 * @param name the file name: last path segment only, no control characters, never empty
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
}
