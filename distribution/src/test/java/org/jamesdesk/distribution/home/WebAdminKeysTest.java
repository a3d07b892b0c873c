package org.jamesdesk.distribution.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.james.jwt.JwtConfiguration;
import org.apache.james.jwt.JwtTokenVerifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebAdminKeysTest {
    @TempDir
    private Path directory;

    private HomeDirectory home;

    @BeforeEach
    void setUp() throws IOException {
        home = new HomeDirectory(directory);
        Files.createDirectories(home.conf());
    }

    @Test
    void shouldMakeTokenThatJamesTakesAsAdministratorsWhenPairWasMade() throws IOException {
        WebAdminKeys keys = new WebAdminKeys(home, Clock.systemUTC());
        keys.createIfAbsent();

        String token = keys.administratorToken(Duration.ofHours(1));

        assertThat(verifier().verifyAndExtractLogin(token)).contains("administrator");
        assertThat(verifier().hasAttribute("admin", true, token)).isTrue();
    }

    @Test
    void shouldMakeTokenThatExpiresWhenItsTimeIsOver() throws IOException {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        WebAdminKeys keys = new WebAdminKeys(home, Clock.fixed(yesterday, ZoneOffset.UTC));
        keys.createIfAbsent();

        assertThat(verifier().verifyAndExtractLogin(keys.administratorToken(Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    void shouldKeepPrivateKeyToItsOwnerWhenPairWasMade() throws IOException {
        new WebAdminKeys(home, Clock.systemUTC()).createIfAbsent();

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.conf().resolve("webadmin-private.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldKeepPairWhenThereIsOne() throws IOException {
        WebAdminKeys keys = new WebAdminKeys(home, Clock.systemUTC());
        keys.createIfAbsent();
        String token = keys.administratorToken(Duration.ofHours(1));

        keys.createIfAbsent();

        assertThat(verifier().verifyAndExtractLogin(token)).isPresent();
    }

    @Test
    void shouldSayWhatIsMissingWhenThereIsNoPair() {
        WebAdminKeys keys = new WebAdminKeys(home, Clock.systemUTC());

        assertThatThrownBy(() -> keys.administratorToken(Duration.ofHours(1)))
                .isInstanceOf(WebAdminKeys.NoSuchKeyException.class)
                .hasMessageContaining("webadmin-private.pem")
                .hasMessageContaining("first start");
    }

    @Test
    void shouldStopAndKeepThePrivateHalfWhenOnlyThePublicOneIsMissing() throws IOException {
        WebAdminKeys keys = new WebAdminKeys(home, Clock.systemUTC());
        keys.createIfAbsent();
        Path privateFile = home.conf().resolve("webadmin-private.pem");
        String before = Files.readString(privateFile);
        Files.delete(home.conf().resolve("webadmin-public.pem"));

        assertThatThrownBy(keys::createIfAbsent)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("webadmin-public.pem is missing")
                .hasMessageContaining("delete the private half too");

        assertThat(privateFile).hasContent(before);
    }

    @Test
    void shouldSayWhatToDoWhenThePrivateHalfIsKeptElsewhere() throws IOException {
        WebAdminKeys keys = new WebAdminKeys(home, Clock.systemUTC());
        keys.createIfAbsent();
        Files.delete(home.conf().resolve("webadmin-private.pem"));

        keys.createIfAbsent();

        assertThatThrownBy(() -> keys.administratorToken(Duration.ofHours(1)))
                .isInstanceOf(WebAdminKeys.NoSuchKeyException.class)
                .hasMessageContaining("webadmin-private.pem is missing")
                .hasMessageContaining("delete the public half too");
    }

    private JwtTokenVerifier verifier() throws IOException {
        String publicKey = Files.readString(home.conf().resolve("webadmin-public.pem"));
        return JwtTokenVerifier.create(new JwtConfiguration(List.of(publicKey)));
    }
}
