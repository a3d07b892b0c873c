package org.jamesdesk.distribution.home;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/**
 * The key pair behind WebAdmin's tokens: James holds the public half, whoever can read the private half (mode 0600) is an
 * administrator.
 */
public final class WebAdminKeys {
    private static final int BITS = 2048;
    private static final String ADMINISTRATOR = "administrator";
    private static final String NEW_PAIR =
            " next start then makes a new pair, and tokens made before are no longer taken.";

    private final Path privateFile;
    private final Path publicFile;
    private final Clock clock;

    public WebAdminKeys(HomeDirectory home, Clock clock) {
        this.privateFile = home.conf().resolve("webadmin-private.pem");
        this.publicFile = home.conf().resolve("webadmin-public.pem");
        this.clock = clock;
    }

    /**
     * Makes the pair unless James has a public key already.
     *
     * @throws IllegalStateException when only the private half is there: a new pair would end every token in use
     */
    public void createIfAbsent() {
        if (Files.exists(publicFile)) {
            return;
        }
        if (Files.exists(privateFile)) {
            throw new IllegalStateException(publicFile + " is missing, the public half of " + privateFile
                    + ". Put it back, or delete the private half too: the" + NEW_PAIR);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            PrivateFiles.write(privateFile, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            PrivateFiles.write(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no RSA", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write WebAdmin's keys to " + privateFile.getParent(), e);
        }
    }

    /**
     * A token with which WebAdmin lets everything be done.
     *
     * @param validity how long it is taken
     * @throws NoSuchKeyException before the first start, or when the administrator keeps the private half elsewhere
     */
    public String administratorToken(Duration validity) {
        Instant now = clock.instant();
        return Jwts.builder()
                .setSubject(ADMINISTRATOR)
                .claim("admin", true)
                .setIssuedAt(Date.from(now))
                .setExpiration(Date.from(now.plus(validity)))
                .signWith(privateKey(), SignatureAlgorithm.RS256)
                .compact();
    }

    private PrivateKey privateKey() {
        if (!Files.exists(privateFile)) {
            throw new NoSuchKeyException(
                    Files.exists(publicFile)
                            ? privateFile + " is missing, the private half of " + publicFile
                                    + ". Put it back, make tokens where it is kept, or delete the public half too: the"
                                    + NEW_PAIR
                            : "There is no key at " + privateFile + "; the first start makes it");
        }
        try {
            String pem = Files.readString(privateFile, StandardCharsets.US_ASCII);
            byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + privateFile, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(privateFile + " holds no RSA key in PEM (PKCS#8)", e);
        }
    }

    private static byte[] pem(String type, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return ("-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** There is no private key to sign tokens with. */
    public static final class NoSuchKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NoSuchKeyException(String message) {
            super(message);
        }
    }
}
