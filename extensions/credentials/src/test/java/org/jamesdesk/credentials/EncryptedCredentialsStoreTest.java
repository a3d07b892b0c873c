package org.jamesdesk.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.CredentialsStoreContract;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SenderId;
import org.junit.jupiter.api.Test;

class EncryptedCredentialsStoreTest implements CredentialsStoreContract {
    private static final SenderId SENDER = SenderId.parse("sales/vendas@zylker.example");

    private final InMemoryDesk desk = new InMemoryDesk();
    private final String keyset = TinkVault.newKeyset();

    @Override
    public InMemoryDesk stores() {
        return desk;
    }

    @Override
    public CredentialsStore credentials() {
        return new EncryptedCredentialsStore(TinkVault.of(keyset), desk.sealedCredentials());
    }

    @Override
    public CredentialsStore credentialsOfAnotherNode() {
        return credentials();
    }

    @Test
    void shouldNotOpenWhatWasCopiedFromAnotherSender() {
        SenderId other = SenderId.parse("support/vendas@zylker.example");
        credentials().put(SENDER, new Password(new Secret("hush")));
        desk.sealedCredentials()
                .put(other, desk.sealedCredentials().find(SENDER).orElseThrow().bytes());

        assertThatThrownBy(() -> credentials().find(other))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("support/vendas@zylker.example")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void shouldSayThatTheKeyIsNotHereWhenAnotherNodeHasANewerKeyset() {
        CredentialsStore ahead =
                new EncryptedCredentialsStore(TinkVault.of(TinkVault.rotated(keyset)), desk.sealedCredentials());
        ahead.put(SENDER, new Password(new Secret("hush")));

        assertThatThrownBy(() -> credentials().find(SENDER))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("a key that is not in the keyset of this node");
        assertThat(ahead.find(SENDER)).isPresent();
    }

    @Test
    void shouldSealAnewWithTheNewKeyWhenWrittenAfterARotation() {
        credentials().put(SENDER, new Password(new Secret("hush")));
        CredentialsStore rotated =
                new EncryptedCredentialsStore(TinkVault.of(TinkVault.rotated(keyset)), desk.sealedCredentials());

        Password former = (Password) rotated.find(SENDER).orElseThrow().credentials();
        rotated.put(SENDER, former);

        assertThat(former.password().reveal()).isEqualTo("hush");
        assertThatThrownBy(() -> credentials().find(SENDER)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void shouldRepeatNoSecretWhenItsFormIsUnknown() {
        byte[] sealed = TinkVault.of(keyset)
                .seal("{\"hush\":".getBytes(StandardCharsets.UTF_8), new SealContext("credentials", SENDER.asString()));
        desk.sealedCredentials().put(SENDER, sealed);

        assertThatThrownBy(() -> credentials().find(SENDER))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .message()
                .doesNotContain("hush");
    }
}
