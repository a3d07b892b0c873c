package org.jamesdesk.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.dns.DomainName;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.secret.EphemeralVault;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DkimKeysTest {
    private static final DomainName DESK = new DomainName("desk.example");
    private static final DomainName SHOP = new DomainName("shop.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T05:06:07Z"));
    private final InMemoryDesk stores = new InMemoryDesk(clock);
    private final Configurations configurations = new Configurations(stores.configuration(), clock);
    private final EphemeralVault vault = new EphemeralVault();
    private final DkimKeys keys = keys(vault);

    private DkimKeys keys(EphemeralVault with) {
        return new DkimKeys(configurations, stores.dkimKeys(), with, Set.of("served.example"), clock);
    }

    @BeforeEach
    void firstStart() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private void sender(String address, Transport transport) {
        Sender sender = new Sender(
                new DepartmentId("support"),
                EmailAddress.parse(address),
                "Shop",
                transport,
                true,
                true,
                Optional.empty(),
                Optional.empty());
        configurations.edit("test", draft -> draft.put(Sender.KIND, sender));
    }

    private DkimKey only(DomainName domain) {
        assertThat(DkimKeys.of(configurations.inForce(), domain)).hasSize(1);
        return DkimKeys.of(configurations.inForce(), domain).get(0);
    }

    @Test
    void shouldMakeAKeyWhosePublicHalfChecksWhatItsPrivateHalfSigns() throws Exception {
        assertThat(keys.create(DESK, "ada")).isTrue();

        DkimKey key = only(DESK);
        assertThat(key.selector()).matches("desk-20260304-[0-9a-f]{8}");
        assertThat(key.state()).isEqualTo(DkimKeyState.SIGNING);
        assertThat(key.record().name()).isEqualTo(key.selector() + "._domainkey.desk.example");
        assertThat(key.record().value()).isEqualTo("v=DKIM1; k=rsa; p=" + key.publicKey());
        var published = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey())));
        assertThat(published.getModulus().bitLength()).isEqualTo(2048);
        byte[] data = "mail".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(keys.signingKey(DESK).orElseThrow().privateKey());
        signer.update(data);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(published);
        verifier.update(data);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void shouldKeepTheKeyThereIsWhenAskedAgain() {
        keys.create(DESK, "ada");
        DkimKey first = only(DESK);

        assertThat(keys.create(DESK, "ada")).isFalse();

        assertThat(only(DESK)).isEqualTo(first);
    }

    @Test
    void shouldStoreThePrivateKeySealedOnly() {
        keys.create(DESK, "ada");

        DkimKey key = only(DESK);
        byte[] sealed = stores.dkimKeys().find("desk.example", key.selector()).orElseThrow();
        byte[] plain = keys.signingKey(DESK).orElseThrow().privateKey().getEncoded();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(plain, 100, 16, StandardCharsets.ISO_8859_1));
        assertThat(keys.signingKey(DESK).orElseThrow().toString())
                .isEqualTo(key.selector() + "._domainkey.desk.example");
        assertThat(configurations.history(Optional.empty(), 1).toString())
                .doesNotContain(Base64.getEncoder().encodeToString(plain).substring(100, 140));
    }

    @Test
    void shouldSignOnAnotherNodeWithTheSameVaultAndNotWithAnother() {
        keys.create(DESK, "ada");

        assertThat(keys(vault).signingKey(DESK)).isPresent();
        assertThatThrownBy(() -> keys(new EphemeralVault()).signingKey(DESK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void shouldMakeKeysForServedDomainsAndForThoseOfServerSendersOnly() {
        assertThatThrownBy(() -> keys.create(SHOP, "ada"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("does not send for shop.example");

        sender(
                "sales@shop.example",
                new Transport(
                        TransportType.SMTP,
                        Optional.of(new SmtpRelay("relay.example", 587, ConnectionSecurity.STARTTLS, "sales"))));
        assertThatThrownBy(() -> keys.create(SHOP, "ada")).isInstanceOf(ChangeRefusedException.class);

        sender("sales@shop.example", Transport.SERVER);
        assertThat(keys.create(SHOP, "ada")).isTrue();
        assertThat(keys.create(new DomainName("served.example"), "ada")).isTrue();
    }

    @Test
    void shouldSignWithTheOldKeyUntilTheNextOneIsActivated() {
        keys.create(DESK, "ada");
        DkimKey old = only(DESK);
        clock.advance(Duration.ofDays(365));

        DkimKey next = keys.rotate(DESK, "ada");

        assertThat(next.selector()).startsWith("desk-20270304-").isNotEqualTo(old.selector());
        assertThat(keys.rotate(DESK, "ada")).isEqualTo(next);
        assertThat(keys.signingKey(DESK).orElseThrow().selector()).isEqualTo(old.selector());

        keys.activate(DESK, "ada");

        assertThat(keys.signingKey(DESK).orElseThrow().selector()).isEqualTo(next.selector());
        assertThat(DkimKeys.of(configurations.inForce(), DESK))
                .extracting(DkimKey::state)
                .containsExactly(DkimKeyState.SIGNING, DkimKeyState.RETIRED);
    }

    @Test
    void shouldRefuseToRotateWithoutAKeyAndToActivateWithoutANextOne() {
        assertThatThrownBy(() -> keys.rotate(DESK, "ada"))
                .isInstanceOfSatisfying(ChangeRefusedException.class, e -> assertThat(e.reason())
                        .isEqualTo(ChangeRefusedException.Reason.MISSING));
        keys.create(DESK, "ada");
        assertThatThrownBy(() -> keys.activate(DESK, "ada"))
                .isInstanceOfSatisfying(ChangeRefusedException.class, e -> assertThat(e.reason())
                        .isEqualTo(ChangeRefusedException.Reason.CONFLICT));
    }

    @Test
    void shouldRemoveRetiredKeysOneByOneAndTheSigningOneWithTheDomainOnly() {
        keys.create(DESK, "ada");
        DkimKey old = only(DESK);
        keys.rotate(DESK, "ada");
        assertThatThrownBy(() -> keys.remove(DESK, old.selector(), "ada"))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("signs now");
        keys.activate(DESK, "ada");

        keys.remove(DESK, old.selector(), "ada");
        keys.remove(DESK, "never", "ada");

        DkimKey left = only(DESK);
        assertThat(stores.dkimKeys().find("desk.example", old.selector())).isEmpty();
        assertThat(stores.dkimKeys().find("desk.example", left.selector())).isPresent();

        keys.remove(DESK, "ada");

        assertThat(keys.signingKey(DESK)).isEmpty();
        assertThat(stores.dkimKeys().find("desk.example", left.selector())).isEmpty();
    }
}
