package org.jamesdesk.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.Credentials.Password;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.testing.oauth.OAuthServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R45–R55 against a real provider that takes each refresh token once. */
class RefreshingAccessTokensTest {
    @RegisterExtension
    static final OAuthServer SERVER = new OAuthServer();

    private final OAuthDesk desk = new OAuthDesk(SERVER, OAuthServer.LASTING);

    @BeforeEach
    void agree() throws Exception {
        desk.getConsent();
    }

    private LoginRefusedException refusal(RefreshingAccessTokens tokens) {
        return catchThrowableOfType(() -> tokens.accessToken(OAuthDesk.sender()), LoginRefusedException.class);
    }

    @Test
    void shouldGiveTheTokenThatIsThereWhileItLives() throws Exception {
        OAuthTokens kept = desk.tokens();

        desk.clock().pass(Duration.ofMinutes(30));

        assertThat(desk.accessTokens().accessToken(OAuthDesk.sender())).isEqualTo(kept.accessToken());
        assertThat(desk.tokens()).isEqualTo(kept);
    }

    @Test
    void shouldKeepARotatedRefreshTokenWhenItRefreshes() throws Exception {
        OAuthTokens first = desk.tokens();
        desk.clock().pass(Duration.ofMinutes(60));

        Secret second = desk.accessTokens().accessToken(OAuthDesk.sender());
        OAuthTokens afterSecond = desk.tokens();
        desk.clock().pass(Duration.ofMinutes(60));
        Secret third = desk.accessTokens().accessToken(OAuthDesk.sender());

        assertThat(second).isEqualTo(afterSecond.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(afterSecond.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(afterSecond.accessExpiresAt()).isAfter(first.accessExpiresAt());
        assertThat(third).isNotEqualTo(second).isEqualTo(desk.tokens().accessToken());
    }

    @Test
    void shouldAskTheProviderOnceWhenManyThreadsOfManyNodesNeedAToken() throws Exception {
        desk.clock().pass(Duration.ofMinutes(60));
        List<RefreshingAccessTokens> nodes = List.of(desk.accessTokens(), desk.accessTokens(), desk.accessTokens());
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Callable<Secret>> senders = IntStream.range(0, 12)
                    .<Callable<Secret>>mapToObj(i -> () -> nodes.get(i % 3).accessToken(OAuthDesk.sender()))
                    .toList();
            List<Secret> given = new ArrayList<>();
            for (Future<Secret> token : threads.invokeAll(senders)) {
                given.add(token.get());
            }

            assertThat(given).containsOnly(desk.tokens().accessToken());
            assertThat(desk.credentials()
                            .find(OAuthDesk.REQUEST.sender(), OAuthDesk.RELAY)
                            .orElseThrow()
                            .version())
                    .isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldBeRefusedForGoodWhenConsentWasWithdrawn() {
        SERVER.revoke(OAuthServer.LASTING, desk.tokens().refreshToken().reveal());
        desk.clock().pass(Duration.ofMinutes(60));

        LoginRefusedException refusal = refusal(desk.accessTokens());

        assertThat(refusal.isLasting()).isTrue();
        assertThat(refusal)
                .hasMessageContaining("the consent of Vendas@zylker.example was withdrawn")
                .hasMessageContaining("invalid_grant")
                .message()
                .doesNotContain(desk.tokens().refreshToken().reveal())
                .doesNotContain("the-desks-own-secret");
    }

    @Test
    void shouldWorkAgainWhenConsentIsGivenAnew() throws Exception {
        SERVER.revoke(OAuthServer.LASTING, desk.tokens().refreshToken().reveal());
        desk.clock().pass(Duration.ofMinutes(5));
        agree();
        Secret anew = desk.tokens().accessToken();

        assertThat(desk.accessTokens().accessToken(OAuthDesk.sender())).isEqualTo(anew);
    }

    @Test
    void shouldBeRefusedForNowWhenTheProviderDoesNotAnswer() {
        OAuthTokens kept = desk.tokens();
        desk.clock().pass(Duration.ofMinutes(60));

        LoginRefusedException refusal =
                refusal(desk.accessTokens(withTokenEndpoint(URI.create("http://127.0.0.1:1/token"))));

        assertThat(refusal.isLasting()).isFalse();
        assertThat(refusal).hasMessageContaining("google cannot be reached (127.0.0.1)");
        assertThat(desk.tokens()).isEqualTo(kept);
    }

    @Test
    void shouldBeRefusedForNowWhenTheProviderAnswersWithAPage() {
        desk.clock().pass(Duration.ofMinutes(60));

        LoginRefusedException refusal = refusal(
                desk.accessTokens(withTokenEndpoint(URI.create(SERVER.issuer(OAuthServer.LASTING) + "/nowhere"))));

        assertThat(refusal.isLasting()).isFalse();
        assertThat(refusal).hasMessageContaining("google").hasMessageContaining("oauth.google.tokenEndpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_client, true, oauth.google.clientSecret",
        "401, invalid_client, true, oauth.google.clientSecret",
        "400, unauthorized_client, true, oauth.google.clientId",
        "400, invalid_scope, true, oauth.google.scopes",
        "400, temporarily_unavailable, false, in trouble",
        "503, server_error, false, in trouble",
        "429, rate_limit, false, rate_limit"
    })
    void shouldTellWhetherAPersonIsNeededWhenTheProviderRefuses(int status, String error, boolean lasting, String words)
            throws Exception {
        desk.clock().pass(Duration.ofMinutes(60));
        try (ScriptedTokenEndpoint endpoint = new ScriptedTokenEndpoint(status, error, () -> {})) {
            LoginRefusedException refusal = refusal(desk.accessTokens(withTokenEndpoint(endpoint.url())));

            assertThat(refusal.isLasting()).isEqualTo(lasting);
            assertThat(refusal).hasMessageContaining(words).hasMessageContaining(error);
        }
    }

    @Test
    void shouldTakeTheNewConsentWhenItComesWhileTheFormerIsRefused() throws Exception {
        desk.clock().pass(Duration.ofMinutes(60));
        OAuthTokens anew = new OAuthTokens(
                new Secret("new access"), desk.clock().instant().plus(Duration.ofHours(1)), new Secret("new refresh"));
        try (ScriptedTokenEndpoint endpoint = new ScriptedTokenEndpoint(400, "invalid_grant", () -> desk.credentials()
                .put(OAuthDesk.REQUEST.sender(), OAuthDesk.RELAY, anew))) {
            RefreshingAccessTokens tokens = desk.accessTokens(withTokenEndpoint(endpoint.url()));

            assertThat(tokens.accessToken(OAuthDesk.sender())).isEqualTo(anew.accessToken());
        }
    }

    @Test
    void shouldBeRefusedForGoodWhenTheDeskIsNoLongerRegistered() {
        desk.clock().pass(Duration.ofMinutes(60));

        LoginRefusedException refusal = refusal(desk.accessTokens(desk.provider(Optional.empty())));

        assertThat(refusal.isLasting()).isTrue();
        assertThat(refusal).hasMessageContaining("oauth.google.clientId");
    }

    @Test
    void shouldBeRefusedForGoodWhenThereAreNoTokens() {
        desk.credentials().remove(OAuthDesk.REQUEST.sender());
        assertThat(refusal(desk.accessTokens()).isLasting()).isTrue();

        desk.credentials().put(OAuthDesk.REQUEST.sender(), OAuthDesk.RELAY, new Password(new Secret("hush")));
        assertThat(refusal(desk.accessTokens()))
                .hasMessageContaining("there are no tokens for sales/vendas@zylker.example")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void shouldRefreshEveryTimeWhenTokensLiveShorterThanIsNeeded() throws Exception {
        OAuthDesk brief = new OAuthDesk(SERVER, OAuthServer.BRIEF);
        brief.getConsent();
        OAuthTokens first = brief.tokens();

        Secret second = brief.accessTokens().accessToken(OAuthDesk.sender());

        assertThat(second).isEqualTo(brief.tokens().accessToken());
        assertThat(brief.tokens().refreshToken()).isNotEqualTo(first.refreshToken());
    }

    private OAuthProvider withTokenEndpoint(URI endpoint) {
        OAuthProvider provider = desk.provider();
        return new OAuthProvider(
                TransportType.GOOGLE,
                provider.client(),
                provider.authorizationEndpoint(),
                endpoint,
                provider.scopes(),
                provider.smtpHost(),
                provider.smtpPort(),
                provider.smtpSecurity());
    }
}
