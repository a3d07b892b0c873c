package org.jamesdesk.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.CredentialsStore.Kept;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link CredentialsStore} does over stores that may be read by others. */
public interface CredentialsStoreContract {
    /** A relay. */
    SmtpRelay RELAY = new SmtpRelay("smtp.zylker.example", 587, ConnectionSecurity.STARTTLS, "vendas@zylker.example");

    DeskStores stores();

    /** A store of one node over these stores. */
    CredentialsStore credentials();

    /** One of another node, with the same keys. */
    CredentialsStore credentialsOfAnotherNode();

    private static SenderId unusedSender() {
        return new SenderId(
                new DepartmentId("sales"), EmailAddress.parse("Vendas-" + EntryBuilder.randomId() + "@zylker.example"));
    }

    private static OAuthTokens tokens(String text) {
        return new OAuthTokens(
                new Secret("access " + text),
                Instant.parse("2026-03-01T10:00:00.123456Z"),
                new Secret("refresh " + text));
    }

    @Test
    default void shouldGiveBackWhatWasPutOnAnotherNode() {
        SenderId withPassword = unusedSender();
        SenderId withTokens = unusedSender();
        Password password = new Password(new Secret("pàss \"word\" \u0000\ud83d\ude00"));

        credentials().put(withPassword, RELAY, password);
        credentials().put(withTokens, RELAY, tokens("one"));

        assertThat(credentialsOfAnotherNode().find(withPassword, RELAY)).contains(new Kept(password, 1));
        assertThat(credentialsOfAnotherNode().find(withTokens, RELAY)).contains(new Kept(tokens("one"), 1));
        assertThat(credentials().find(unusedSender(), RELAY)).isEmpty();
    }

    @Test
    default void shouldShowCredentialsToNoOtherRelay() {
        SenderId sender = unusedSender();
        credentials().put(sender, RELAY, new Password(new Secret("hush")));

        for (SmtpRelay other : List.of(
                new SmtpRelay("evil.example", RELAY.port(), RELAY.security(), RELAY.username()),
                new SmtpRelay(RELAY.host(), 25, RELAY.security(), RELAY.username()),
                new SmtpRelay(RELAY.host(), RELAY.port(), ConnectionSecurity.PLAIN, RELAY.username()),
                new SmtpRelay(RELAY.host(), RELAY.port(), RELAY.security(), "ana@zylker.example"))) {
            assertThat(credentialsOfAnotherNode().find(sender, other)).isEmpty();
        }
    }

    @Test
    default void shouldKeepTheFormerRelaysBesideUntilTheOthersAreRemoved() {
        SenderId sender = unusedSender();
        SmtpRelay next = new SmtpRelay("mail.zylker.example", 465, ConnectionSecurity.SSL, "vendas");
        Password former = new Password(new Secret("former"));
        credentials().put(sender, RELAY, former);

        credentials().put(sender, next, tokens("next"));

        assertThat(credentials().find(sender, RELAY)).map(Kept::credentials).contains(former);
        assertThat(credentials().find(sender, next)).map(Kept::credentials).contains(tokens("next"));

        credentialsOfAnotherNode().removeOthers(sender, next);

        assertThat(credentials().find(sender, RELAY)).isEmpty();
        assertThat(credentials().find(sender, next)).map(Kept::credentials).contains(tokens("next"));
    }

    @Test
    default void shouldKeepTheFasterWhenTwoNodesReplaceOneVersion() {
        SenderId sender = unusedSender();
        credentials().put(sender, RELAY, tokens("start"));

        assertThat(credentialsOfAnotherNode().replace(sender, RELAY, 1, tokens("fast")))
                .isTrue();
        assertThat(credentials().replace(sender, RELAY, 1, tokens("slow"))).isFalse();

        assertThat(credentials().find(sender, RELAY)).contains(new Kept(tokens("fast"), 2));
    }

    @Test
    default void shouldBeGoneWhenRemoved() {
        SenderId sender = unusedSender();
        credentials().put(sender, RELAY, tokens("one"));

        credentialsOfAnotherNode().remove(sender);

        assertThat(credentials().find(sender, RELAY)).isEmpty();
        assertThat(credentials().replace(sender, RELAY, 1, tokens("late"))).isFalse();
    }

    @Test
    default void shouldLeaveNothingReadableInTheStore() {
        SenderId withPassword = unusedSender();
        SenderId withTokens = unusedSender();
        credentials().put(withPassword, RELAY, new Password(new Secret("correct horse battery staple")));
        credentials().put(withTokens, RELAY, tokens("correct horse"));

        for (SenderId sender : new SenderId[] {withPassword, withTokens}) {
            byte[] bytes =
                    stores().sealedCredentials().find(sender).orElseThrow().bytes();
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .doesNotContain("correct", "horse", "password", "Token");
        }
    }
}
