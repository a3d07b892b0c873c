package org.jamesdesk.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.CredentialsStore.Kept;
import org.jamesdesk.sender.CredentialsStoreContract;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;
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
        credentials().put(SENDER, RELAY, new Password(new Secret("hush")));
        desk.sealedCredentials()
                .put(other, desk.sealedCredentials().find(SENDER).orElseThrow().bytes());

        assertThatThrownBy(() -> credentials().find(other, RELAY))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("support/vendas@zylker.example")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void shouldSayThatTheKeyIsNotHereWhenAnotherNodeHasANewerKeyset() {
        CredentialsStore ahead =
                new EncryptedCredentialsStore(TinkVault.of(TinkVault.rotated(keyset)), desk.sealedCredentials());
        ahead.put(SENDER, RELAY, new Password(new Secret("hush")));

        assertThatThrownBy(() -> credentials().find(SENDER, RELAY))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("a key that is not in the keyset of this node");
        assertThat(ahead.find(SENDER, RELAY)).isPresent();
    }

    @Test
    void shouldSealAnewWithTheNewKeyWhenWrittenAfterARotation() {
        credentials().put(SENDER, RELAY, new Password(new Secret("hush")));
        CredentialsStore rotated =
                new EncryptedCredentialsStore(TinkVault.of(TinkVault.rotated(keyset)), desk.sealedCredentials());

        Password former = (Password) rotated.find(SENDER, RELAY).orElseThrow().credentials();
        rotated.put(SENDER, RELAY, former);

        assertThat(former.password().reveal()).isEqualTo("hush");
        assertThatThrownBy(() -> credentials().find(SENDER, RELAY)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void shouldBelieveWhatWasKeptBeforeRelaysWereNotedUntilThereIsNew() {
        putSealed("{\"password\": \"hush\"}");
        Password former = new Password(new Secret("hush"));
        SmtpRelay next = new SmtpRelay("mail.zylker.example", 465, ConnectionSecurity.SSL, "vendas");
        Password given = new Password(new Secret("new"));
        assertThat(credentials().find(SENDER, RELAY)).map(Kept::credentials).contains(former);

        credentials().put(SENDER, next, given);

        assertThat(credentials().find(SENDER, RELAY)).map(Kept::credentials).contains(former);
        assertThat(credentials().find(SENDER, next)).map(Kept::credentials).contains(given);

        credentials().removeOthers(SENDER, next);

        assertThat(credentials().find(SENDER, RELAY)).isEmpty();
        assertThat(credentials().find(SENDER, next)).map(Kept::credentials).contains(given);
    }

    @Test
    void shouldForgetTokensWithoutARelayWhenTheyAreRefreshed() {
        putSealed(
                """
                {"accessToken": "a", "accessExpiresAt": "2026-03-01T10:00:00Z", "refreshToken": "r"}""");
        Kept former = credentials().find(SENDER, RELAY).orElseThrow();
        OAuthTokens refreshed =
                new OAuthTokens(new Secret("a2"), Instant.parse("2026-03-01T11:00:00Z"), new Secret("r2"));

        assertThat(credentials().replace(SENDER, RELAY, former.version(), refreshed))
                .isTrue();

        assertThat(credentials().find(SENDER, RELAY)).map(Kept::credentials).contains(refreshed);
        assertThat(credentials().find(SENDER, new SmtpRelay("a", 25, ConnectionSecurity.PLAIN, "b")))
                .isEmpty();
    }

    @Test
    void shouldTakeNewCredentialsWhenTheKeysetOfTheFormerIsLost() {
        credentials().put(SENDER, RELAY, new Password(new Secret("lost")));
        CredentialsStore anew =
                new EncryptedCredentialsStore(TinkVault.of(TinkVault.newKeyset()), desk.sealedCredentials());

        anew.put(SENDER, RELAY, new Password(new Secret("new")));

        assertThat(anew.find(SENDER, RELAY)).map(Kept::credentials).contains(new Password(new Secret("new")));
    }

    private void putSealed(String json) {
        byte[] sealed = TinkVault.of(keyset)
                .seal(json.getBytes(StandardCharsets.UTF_8), new SealContext("credentials", SENDER.asString()));
        desk.sealedCredentials().put(SENDER, sealed);
    }

    @Test
    void shouldRepeatNoSecretWhenItsFormIsUnknown() {
        putSealed("{\"hush\":");

        assertThatThrownBy(() -> credentials().find(SENDER, RELAY))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .message()
                .doesNotContain("hush");
    }
}
