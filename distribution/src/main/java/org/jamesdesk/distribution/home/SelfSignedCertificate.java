package org.jamesdesk.distribution.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The certificate with which SMTP and IMAP offer STARTTLS until the administrator puts a real one in its place. Made by
 * the JDK's {@code keytool}, because the JDK has no public API for it.
 */
public final class SelfSignedCertificate {
    private static final String PASSWORD = "james-desk";

    private final Path keyStore;

    public SelfSignedCertificate(HomeDirectory home) {
        this.keyStore = home.conf().resolve("keystore");
    }

    /** Makes the key store unless there is one. */
    public void createIfAbsent(String domain) {
        if (Files.exists(keyStore)) {
            return;
        }
        Path unfinished = keyStore.resolveSibling("keystore.unfinished");
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "james",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "3650",
                "-dname",
                "CN=" + domain,
                "-storetype",
                "PKCS12",
                "-keystore",
                unfinished.toString(),
                "-storepass",
                PASSWORD);
        try {
            Files.deleteIfExists(unfinished);
            Process process =
                    new ProcessBuilder(keytool).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output.strip());
            }
            PrivateFiles.write(keyStore, Files.readAllBytes(unfinished));
            Files.delete(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a certificate in " + keyStore.getParent(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making a certificate", e);
        }
    }
}
