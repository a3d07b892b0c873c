package org.jamesdesk.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret with which this desk signs what it later has to recognise (HMAC-SHA256). Reveals nothing of itself. */
public final class SigningKey {
    /** The length of a key in bytes. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(SecretKeySpec key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException when the key has not {@link #LENGTH} bytes */
    public static SigningKey of(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a signing key has " + LENGTH + " bytes");
        }
        return new SigningKey(new SecretKeySpec(key, ALGORITHM));
    }

    /** The signature of a text, 32 bytes. */
    public byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey";
    }
}
