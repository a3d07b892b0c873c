package org.jamesdesk.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ObjectAssert;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.ConsentAnswer;
import org.jamesdesk.sender.ConsentOutcome;
import org.jamesdesk.sender.ConsentOutcome.Given;
import org.jamesdesk.sender.ConsentOutcome.Reason;
import org.jamesdesk.sender.ConsentOutcome.Refused;
import org.jamesdesk.sender.ProviderNotConfiguredException;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.testing.oauth.OAuthServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R45–R51 against a real provider. */
class OAuthConsentTest {
    @RegisterExtension
    static final OAuthServer SERVER = new OAuthServer();

    private final OAuthDesk desk = new OAuthDesk(SERVER, OAuthServer.LASTING);

    private static ObjectAssert<Refused> assertRefused(ConsentOutcome outcome, Reason reason) {
        return assertThat(outcome).asInstanceOf(type(Refused.class)).satisfies(refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    @Test
    void shouldHandOutTokensAndKeepNothingWhenTheOwnerAgreesAndTheAnswerComesToAnotherNode() throws Exception {
        URI url = desk.consent().begin(OAuthDesk.REQUEST);
        URI callback = SERVER.agree(url, "vendas@zylker.example");

        ConsentOutcome outcome = desk.consent().complete(OAuthDesk.answer(callback));

        assertThat(callback.toString()).startsWith(OAuthDesk.CALLBACK + "?");
        Given given = (Given) outcome;
        assertThat(given.request()).isEqualTo(OAuthDesk.REQUEST);
        assertThat(given.relay())
                .isEqualTo(new SmtpRelay("smtp.gmail.com", 587, ConnectionSecurity.STARTTLS, "Vendas@zylker.example"));
        assertThat(given.tokens().accessToken().reveal()).isNotBlank();
        assertThat(given.tokens().refreshToken().reveal()).isNotBlank();
        assertThat(given.tokens().accessExpiresAt())
                .isBetween(
                        desk.clock().instant().plus(Duration.ofMinutes(50)),
                        desk.clock().instant().plus(Duration.ofMinutes(61)));
        assertThat(desk.stores().sealedCredentials().find(OAuthDesk.REQUEST.sender()))
                .isEmpty();
    }

    @Test
    void shouldAskForWhatTheProviderNeedsWhenItBegins() throws Exception {
        URI first = desk.consent().begin(OAuthDesk.REQUEST);
        URI second = desk.consent().begin(OAuthDesk.REQUEST);

        Map<String, String> parameters = OAuthServer.parameters(first);
        assertThat(first.toString())
                .startsWith(SERVER.authorizationEndpoint(OAuthServer.LASTING) + "?")
                .doesNotContain("the-desks-own-secret");
        assertThat(parameters)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "desk")
                .containsEntry("redirect_uri", OAuthDesk.CALLBACK.toString())
                .containsEntry("scope", "openid email https://mail.google.com/")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("access_type", "offline")
                .containsEntry("prompt", "consent")
                .containsEntry("login_hint", "Vendas@zylker.example")
                .containsKeys("code_challenge", "nonce");
        assertThat(parameters.get("state")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(OAuthServer.parameters(second).get("state")).isNotEqualTo(parameters.get("state"));
        assertThat(OAuthServer.parameters(second).get("code_challenge")).isNotEqualTo(parameters.get("code_challenge"));
    }

    @Test
    void shouldNotTakeAnAnswerTwice() throws Exception {
        ConsentAnswer answer =
                OAuthDesk.answer(SERVER.agree(desk.consent().begin(OAuthDesk.REQUEST), "vendas@zylker.example"));
        desk.consent().complete(answer);

        assertRefused(desk.consent().complete(answer), Reason.NOT_PENDING);
    }

    @Test
    void shouldNotTakeAnAnswerThatNobodyAskedFor() throws Exception {
        desk.consent().begin(OAuthDesk.REQUEST);

        for (String state : new String[] {"", "guess", "x".repeat(100_000), "\u0000", "../../etc"}) {
            ConsentOutcome outcome = desk.consent()
                    .complete(new ConsentAnswer(
                            state, Optional.of(new Secret("code")), Optional.empty(), Optional.empty()));

            assertRefused(outcome, Reason.NOT_PENDING)
                    .satisfies(refused -> assertThat(refused.request()).isEmpty());
        }
    }

    @Test
    void shouldNotTakeAnAnswerThatComesTooLate() throws Exception {
        ConsentAnswer answer =
                OAuthDesk.answer(SERVER.agree(desk.consent().begin(OAuthDesk.REQUEST), "vendas@zylker.example"));

        desk.clock().pass(Duration.ofMinutes(15));

        assertRefused(desk.consent().complete(answer), Reason.NOT_PENDING);
    }

    @Test
    void shouldBeRefusedByTheProviderWhenTheCodeWasForAnotherRequest() throws Exception {
        URI victim = SERVER.agree(desk.consent().begin(OAuthDesk.REQUEST), "vendas@zylker.example");
        URI attackers = desk.consent().begin(OAuthDesk.REQUEST);

        ConsentOutcome outcome = desk.consent()
                .complete(new ConsentAnswer(
                        OAuthServer.parameters(attackers).get("state"),
                        OAuthDesk.answer(victim).code(),
                        Optional.empty(),
                        Optional.empty()));

        assertRefused(outcome, Reason.PROVIDER_REFUSES).satisfies(refused -> assertThat(refused.explanation())
                .contains("begin again", "invalid_grant", "pkce"));
    }

    @Test
    void shouldRefuseAndNameBothWhenAnotherAccountAgrees() throws Exception {
        URI callback = SERVER.agree(desk.consent().begin(OAuthDesk.REQUEST), "ana@zylker.example");

        assertRefused(desk.consent().complete(OAuthDesk.answer(callback)), Reason.OTHER_ACCOUNT)
                .satisfies(refused -> {
                    assertThat(refused.explanation())
                            .contains("ana@zylker.example", "sign in as Vendas@zylker.example");
                    assertThat(refused.request()).contains(OAuthDesk.REQUEST);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, DENIED",
        "consent_required, DENIED",
        "server_error, NO_ANSWER",
        "invalid_scope, PROVIDER_REFUSES",
        "anything_else, PROVIDER_REFUSES"
    })
    void shouldTellInWordsWhenTheProviderSaysNo(String error, Reason reason) throws Exception {
        String state =
                OAuthServer.parameters(desk.consent().begin(OAuthDesk.REQUEST)).get("state");

        ConsentOutcome outcome = desk.consent()
                .complete(new ConsentAnswer(
                        state, Optional.empty(), Optional.of(error), Optional.of("AADSTS1:\r\nsays why")));

        assertRefused(outcome, reason).satisfies(refused -> assertThat(refused.explanation())
                .contains(error, "AADSTS1:  says why")
                .doesNotContain("\n"));
    }

    @Test
    void shouldRefuseAnAnswerWithoutCodeAndError() throws Exception {
        String state =
                OAuthServer.parameters(desk.consent().begin(OAuthDesk.REQUEST)).get("state");

        assertRefused(
                desk.consent().complete(new ConsentAnswer(state, Optional.empty(), Optional.empty(), Optional.empty())),
                Reason.PROVIDER_REFUSES);
    }

    @Test
    void shouldSayWhichKeyIsMissingWhenTheDeskIsNotRegistered() {
        OAuthConsent consent = desk.consent(desk.provider(Optional.empty()));

        assertThatThrownBy(() -> consent.begin(OAuthDesk.REQUEST))
                .isInstanceOf(ProviderNotConfiguredException.class)
                .hasMessageContaining("oauth.google.clientId");
    }

    @Test
    void shouldSayThatTheProviderDoesNotAnswerWhenItIsAway() throws Exception {
        OAuthProvider there = desk.provider();
        OAuthProvider away = new OAuthProvider(
                TransportType.GOOGLE,
                there.client(),
                there.authorizationEndpoint(),
                URI.create("http://127.0.0.1:1/token"),
                there.scopes(),
                there.smtpHost(),
                there.smtpPort(),
                there.smtpSecurity());
        URI callback = SERVER.agree(desk.consent(away).begin(OAuthDesk.REQUEST), "vendas@zylker.example");

        assertRefused(desk.consent(away).complete(OAuthDesk.answer(callback)), Reason.NO_ANSWER)
                .satisfies(refused -> assertThat(refused.explanation()).contains("cannot be reached"));
    }

    @Test
    void shouldLeaveNothingReadableInTheStoreWhenItBegins() throws Exception {
        URI url = desk.consent().begin(OAuthDesk.REQUEST);

        String state = OAuthServer.parameters(url).get("state");
        assertThat(desk.stores().pendingConsents().take(state)).isEmpty();
        assertThat(OAuthDesk.answer(URI.create("http://desk/?code=hush&state=" + state))
                        .toString())
                .doesNotContain("hush")
                .doesNotContain(state);
    }
}
