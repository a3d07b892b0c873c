package org.jamesdesk.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names a notice by its occasion, so that writing it twice sends it once.
 *
 * @param value 32 lower-case hex digits
 */
public record NoticeId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int BYTES = 16;

    /** @throws IllegalArgumentException when the value has not that form */
    public NoticeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a notice id has 32 lower-case hex digits");
        }
    }

    /** The notice of one occasion: the same parts in the same order give the same identifier. */
    public static NoticeId of(String... occasion) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : occasion) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return new NoticeId(HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
