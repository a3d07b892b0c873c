package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.testing.smtp.PeerCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoreFileTest {
    @TempDir
    private Path folder;

    private static TrustStoreFile file(Path file, String password) {
        return new TrustStoreFile(Optional.of(file), Optional.of(new Secret(password)));
    }

    @Test
    void shouldReadTheAuthoritiesWhenThePasswordIsRight() {
        Path store = PeerCertificate.of("relay.example", folder).file();

        assertThat(file(store, PeerCertificate.PASSWORD).get()).isNotNull();
    }

    @Test
    void shouldTrustWhatJavaTrustsWhenNoFileIsGiven() {
        assertThat(new TrustStoreFile(Optional.empty(), Optional.empty()).get()).isNotNull();
    }

    @Test
    void shouldStopAndNameTheKeyWhenThePasswordIsWrong() {
        Path store = PeerCertificate.of("relay.example", folder).file();

        assertThatThrownBy(() -> file(store, "another").get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("delivery.trustStore:")
                .hasMessageContaining("delivery.trustStorePassword")
                .hasMessageNotContaining("with another");
    }

    @Test
    void shouldStopAndNameTheKeyWhenTheFileIsNone() throws Exception {
        Path text = Files.writeString(folder.resolve("text.p12"), "no certificates");

        assertThatThrownBy(() -> file(text, "x").get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("delivery.trustStore:");
        assertThatThrownBy(() -> file(folder.resolve("absent.p12"), "x").get())
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("absent.p12");
    }
}
