package org.jamesdesk.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

        credentials().put(withPassword, password);
        credentials().put(withTokens, tokens("one"));

        assertThat(credentialsOfAnotherNode().find(withPassword)).contains(new Kept(password, 1));
        assertThat(credentialsOfAnotherNode().find(withTokens)).contains(new Kept(tokens("one"), 1));
        assertThat(credentials().find(unusedSender())).isEmpty();
    }

    @Test
    default void shouldKeepTheFasterWhenTwoNodesReplaceOneVersion() {
        SenderId sender = unusedSender();
        credentials().put(sender, tokens("start"));

        assertThat(credentialsOfAnotherNode().replace(sender, 1, tokens("fast")))
                .isTrue();
        assertThat(credentials().replace(sender, 1, tokens("slow"))).isFalse();

        assertThat(credentials().find(sender)).contains(new Kept(tokens("fast"), 2));
    }

    @Test
    default void shouldBeGoneWhenRemoved() {
        SenderId sender = unusedSender();
        credentials().put(sender, tokens("one"));

        credentialsOfAnotherNode().remove(sender);

        assertThat(credentials().find(sender)).isEmpty();
        assertThat(credentials().replace(sender, 1, tokens("late"))).isFalse();
    }

    @Test
    default void shouldLeaveNothingReadableInTheStore() {
        SenderId withPassword = unusedSender();
        SenderId withTokens = unusedSender();
        credentials().put(withPassword, new Password(new Secret("correct horse battery staple")));
        credentials().put(withTokens, tokens("correct horse"));

        for (SenderId sender : new SenderId[] {withPassword, withTokens}) {
            byte[] bytes =
                    stores().sealedCredentials().find(sender).orElseThrow().bytes();
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .doesNotContain("correct", "horse", "password", "Token");
        }
    }
}
