package org.jamesdesk.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final Secret HUSH = new Secret("hush");

    @Test
    void shouldNotShowItselfInAnythingThatHoldsIt() {
        assertThat(HUSH.reveal()).isEqualTo("hush");
        assertThat(new Object[] {
                    HUSH,
                    new Credentials.Password(HUSH),
                    new Credentials.OAuthTokens(HUSH, Instant.EPOCH, HUSH),
                    new CredentialsStore.Kept(new Credentials.Password(HUSH), 1),
                    new ConsentAnswer("hush", Optional.of(HUSH), Optional.empty(), Optional.empty())
                })
                .allSatisfy(holder -> assertThat(holder.toString()).doesNotContain("hush"));
    }
}
