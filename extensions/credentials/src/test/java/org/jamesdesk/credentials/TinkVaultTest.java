package org.jamesdesk.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jamesdesk.secret.SealBrokenException;
import org.jamesdesk.secret.SealContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TinkVaultTest {
    private static final byte[] SECRET = "hush".getBytes(StandardCharsets.UTF_8);
    private static final SealContext CONTEXT = new SealContext("credentials", "sales/a@zylker.example");

    private final TinkVault vault = TinkVault.of(TinkVault.newKeyset());

    @Test
    void shouldOpenWhatItSealed() throws SealBrokenException {
        assertThat(vault.open(vault.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
        assertThat(vault.open(vault.seal(new byte[0], CONTEXT), CONTEXT)).isEmpty();
    }

    @Test
    void shouldSealTheSameInAnotherWayEveryTime() {
        assertThat(vault.seal(SECRET, CONTEXT)).isNotEqualTo(vault.seal(SECRET, CONTEXT));
    }

    @ParameterizedTest
    @CsvSource({
        "credentials, sales/b@zylker.example",
        "pending-consent, sales/a@zylker.example",
        "credentialssales/a, @zylker.example"
    })
    void shouldNotOpenForAnotherContext(String purpose, String owner) {
        byte[] sealed = vault.seal(SECRET, CONTEXT);

        assertThatThrownBy(() -> vault.open(sealed, new SealContext(purpose, owner)))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining(owner);
    }

    @Test
    void shouldNotOpenWhatWasChanged() {
        byte[] sealed = vault.seal(SECRET, CONTEXT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;

            assertThatThrownBy(() -> vault.open(changed, CONTEXT))
                    .as("byte " + i)
                    .isInstanceOf(SealBrokenException.class);
        }
        assertThatThrownBy(() -> vault.open(new byte[0], CONTEXT)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void shouldNotOpenWithAnotherKeyset() {
        byte[] sealed = vault.seal(SECRET, CONTEXT);

        assertThatThrownBy(() -> TinkVault.of(TinkVault.newKeyset()).open(sealed, CONTEXT))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void shouldOpenWhatOldKeysSealedAndSealWithTheNewestWhenRotatedTwice() throws SealBrokenException {
        String first = TinkVault.newKeyset();
        String second = TinkVault.rotated(first);
        String third = TinkVault.rotated(second);
        byte[] oldest = TinkVault.of(first).seal(SECRET, CONTEXT);
        byte[] old = TinkVault.of(second).seal(SECRET, CONTEXT);
        byte[] fresh = TinkVault.of(third).seal(SECRET, CONTEXT);

        assertThat(TinkVault.of(third).open(oldest, CONTEXT)).isEqualTo(SECRET);
        assertThat(TinkVault.of(third).open(old, CONTEXT)).isEqualTo(SECRET);
        assertThat(TinkVault.of(third).open(fresh, CONTEXT)).isEqualTo(SECRET);
        assertThatThrownBy(() -> TinkVault.of(second).open(fresh, CONTEXT)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void shouldRefuseAKeysetForSomethingElse() {
        String mac = "{\"primaryKeyId\":1,\"key\":[{\"keyData\":{\"typeUrl\":\"type.googleapis.com/google.crypto.tink"
                + ".HmacKey\",\"value\":\"EgQIAxAgGiBodXNoaHVzaGh1c2hodXNoaHVzaGh1c2hodXNoaHVzaA==\","
                + "\"keyMaterialType\":\"SYMMETRIC\"},\"status\":\"ENABLED\",\"keyId\":1,\"outputPrefixType\":\"TINK\"}]}";

        assertThatThrownBy(() -> TinkVault.of(mac))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this is no Tink keyset for authenticated encryption in JSON")
                .hasNoCause();
    }
}
