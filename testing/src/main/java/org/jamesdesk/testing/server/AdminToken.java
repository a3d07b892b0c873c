package org.jamesdesk.testing.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** Signs tokens for WebAdmin with the private key that the desk's first start made (JWT, RS256). */
final class AdminToken {
    private static final long SECONDS = 86_400;

    private AdminToken() {}

    static String signedWith(Path privateKeyPem, boolean admin, Instant now) {
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
        String claims = "{\"sub\":\"test\",\"admin\":%b,\"iat\":%d,\"exp\":%d}"
                .formatted(admin, now.getEpochSecond(), now.getEpochSecond() + SECONDS);
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            String pem =
                    Files.readString(privateKeyPem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem))));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + privateKeyPem, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign with " + privateKeyPem, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
