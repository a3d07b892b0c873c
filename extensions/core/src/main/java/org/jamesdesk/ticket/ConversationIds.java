package org.jamesdesk.ticket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Derives identifiers from what makes two things the same thing: 128 bits of SHA-256 over the parts. */
public final class ConversationIds {
    private static final int BYTES = 16;

    private ConversationIds() {}

    /** The conversation identifier of these parts, in this order. */
    public static ConversationId of(String... parts) {
        return new ConversationId(hash(parts));
    }

    /** 32 hex digits over the parts; two lists of parts that differ only in where one ends give different digits. */
    public static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
