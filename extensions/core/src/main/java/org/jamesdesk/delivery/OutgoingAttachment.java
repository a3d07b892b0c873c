package org.jamesdesk.delivery;

import java.util.Objects;

/**
 * A file to send with a reply.
 *
 * @param name its file name
 * @param type its media type
 * @param content its bytes; not copied, must not be changed afterwards
 */
public record OutgoingAttachment(String name, String type, byte[] content) {
    public OutgoingAttachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
    }
}
