package org.jamesdesk.credentials;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.credentials.OAuthProviders.Registered;
import org.jamesdesk.secret.SealBrokenException;
import org.jamesdesk.secret.SealContext;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.ConsentAnswer;
import org.jamesdesk.sender.ConsentOutcome;
import org.jamesdesk.sender.ConsentOutcome.Given;
import org.jamesdesk.sender.ConsentOutcome.Reason;
import org.jamesdesk.sender.ConsentOutcome.Refused;
import org.jamesdesk.sender.ConsentRequest;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.PendingConsentStore;
import org.jamesdesk.sender.ProviderConsent;
import org.jamesdesk.sender.ProviderNotConfiguredException;
import org.jamesdesk.sender.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consent by the authorization code grant with PKCE (RFC 6749 section 4.1, RFC 7636). The state is 256 random bits; the
 * store sees only its hash and, sealed for that hash, the request with its administrator and the verifier: nobody who
 * reads the store can answer in the provider's place.
 */
public final class OAuthConsent implements ProviderConsent {
    private static final Logger LOGGER = LoggerFactory.getLogger(OAuthConsent.class);
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final String PURPOSE = "pending-consent";
    private static final int STATE_BYTES = 32;
    private static final int LONGEST_STATE = 100;
    private static final int LONGEST_CODE = 8_192;

    private final OAuthProviders providers;
    private final PendingConsentStore pending;
    private final Vault vault;
    private final Clock clock;
    private final TokenEndpoint tokenEndpoint = new TokenEndpoint();

    public OAuthConsent(OAuthProviders providers, PendingConsentStore pending, Vault vault, Clock clock) {
        this.providers = providers;
        this.pending = pending;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public URI begin(ConsentRequest request) throws ProviderNotConfiguredException {
        Registered registered = providers.registered(request.provider());
        State state = new State(STATE_BYTES);
        CodeVerifier verifier = new CodeVerifier();
        Nonce nonce = new Nonce();
        String id = id(state.getValue());
        PendingConsent consent =
                new PendingConsent(request, new Secret(verifier.getValue()), new Secret(nonce.getValue()));
        pending.put(id, vault.seal(consent.toBytes(), context(id)), LIFE);
        LOGGER.info("{} asks for the consent of {} at {}", request.who(), request.sender(), registered.name());

        AuthorizationRequest.Builder url = new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(registered.client().id()))
                .endpointURI(registered.provider().authorizationEndpoint())
                .redirectionURI(providers.redirectUri())
                .scope(Scope.parse(registered.provider().scopes()))
                .state(state)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .customParameter("nonce", nonce.getValue())
                .customParameter("login_hint", request.address().asString());
        registered.provider().extraParameters().forEach(url::customParameter);
        return url.build().toURI();
    }

    @Override
    public ConsentOutcome complete(ConsentAnswer answer) {
        Optional<PendingConsent> asked = take(answer.state());
        ConsentOutcome outcome = asked.map(consent -> complete(consent, answer)).orElseGet(OAuthConsent::notPending);
        if (outcome instanceof Given given) {
            LOGGER.info(
                    "{} agreed to be a sender, as {} had asked",
                    given.request().sender(),
                    given.request().who());
        } else if (outcome instanceof Refused refused) {
            LOGGER.warn(
                    "No consent of {}: {}",
                    refused.request()
                            .map(request -> request.sender().asString())
                            .orElse("(unknown)"),
                    refused.explanation());
        }
        return outcome;
    }

    private Optional<PendingConsent> take(String state) {
        if (state.isEmpty() || state.length() > LONGEST_STATE) {
            return Optional.empty();
        }
        String id = id(state);
        return pending.take(id).map(bytes -> open(id, bytes));
    }

    private PendingConsent open(String id, byte[] bytes) {
        try {
            return PendingConsent.of(vault.open(bytes, context(id)));
        } catch (SealBrokenException e) {
            throw new StoreUnavailableException("The keyset of secrets", e);
        }
    }

    private ConsentOutcome complete(PendingConsent consent, ConsentAnswer answer) {
        ConsentRequest request = consent.request();
        if (answer.error().isPresent()) {
            return providerSaidNo(request, answer.error().get(), answer.errorDescription());
        }
        Optional<Secret> code = answer.code()
                .filter(text -> !text.reveal().isBlank() && text.reveal().length() <= LONGEST_CODE);
        if (code.isEmpty()) {
            return refused(request, Reason.PROVIDER_REFUSES, "the answer has neither a code nor an error");
        }
        try {
            return exchange(consent, providers.registered(request.provider()), code.get());
        } catch (ProviderNotConfiguredException e) {
            return refused(request, Reason.PROVIDER_REFUSES, e.getMessage());
        } catch (LoginRefusedException e) {
            return refused(request, e.isLasting() ? Reason.PROVIDER_REFUSES : Reason.NO_ANSWER, e.getMessage());
        } catch (Account.ForeignTokenException e) {
            return refused(request, Reason.PROVIDER_REFUSES, e.getMessage());
        }
    }

    private ConsentOutcome exchange(PendingConsent consent, Registered registered, Secret code)
            throws LoginRefusedException, Account.ForeignTokenException {
        AccessTokenResponse response = tokenEndpoint.tokens(
                registered,
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code.reveal()),
                        providers.redirectUri(),
                        new CodeVerifier(consent.verifier().reveal())),
                "the provider does not accept the code: it is used up or too old, or oauth.redirectUri is not what is"
                        + " registered there; begin again");
        ConsentRequest request = consent.request();
        Optional<String> missing = missingScope(registered.provider(), response);
        if (missing.isPresent()) {
            return refused(
                    request,
                    Reason.DENIED,
                    "'" + missing.get()
                            + "' was not agreed to, without which no mail can be sent; begin again and agree"
                            + " to everything");
        }
        Account account = account(response, registered, consent);
        if (!account.mayBe(request.address())) {
            return refused(
                    request,
                    Reason.OTHER_ACCOUNT,
                    "the account that agreed is " + account.inWords() + ", not "
                            + request.address().asString() + "; begin again and sign in as "
                            + request.address().asString());
        }
        Optional<OAuthTokens> tokens = Tokens.of(response, Optional.empty(), clock.instant());
        if (tokens.isEmpty()) {
            return refused(
                    request,
                    Reason.PROVIDER_REFUSES,
                    "the provider gave no refresh token, without which access would end within the hour; check "
                            + registered.key("scopes"));
        }
        return new Given(request, registered.provider().relay(request.address()), tokens.get());
    }

    private Account account(AccessTokenResponse response, Registered registered, PendingConsent consent)
            throws Account.ForeignTokenException {
        return response instanceof OIDCTokenResponse oidc
                        && oidc.getOIDCTokens().getIDToken() != null
                ? Account.of(
                        oidc.getOIDCTokens().getIDToken(),
                        registered.client().id(),
                        consent.nonce().reveal(),
                        clock.instant())
                : new Account(Set.of());
    }

    /**
     * Of what was asked for, one that was not granted; RFC 6749 section 5.1 lets a provider that granted all say nothing.
     * Only rights that are URLs matter here: the short ones of OpenID Connect come back in other words or not at all.
     */
    private static Optional<String> missingScope(OAuthProvider provider, AccessTokenResponse response) {
        Scope granted = response.getTokens().getAccessToken().getScope();
        if (granted == null || granted.isEmpty()) {
            return Optional.empty();
        }
        Set<String> names = granted.toStringList().stream()
                .map(scope -> scope.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return provider.scopes().stream()
                .filter(scope -> scope.contains("://") && !names.contains(scope.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static ConsentOutcome providerSaidNo(ConsentRequest request, String error, Optional<String> description) {
        String detail = ProviderText.quoted(error, description.orElse(""));
        String provider = request.provider().apiName();
        return switch (error) {
            case "access_denied", "consent_required", "interaction_required", "login_required" -> refused(
                    request,
                    Reason.DENIED,
                    "whoever was asked at " + provider + " did not agree, or may not without an administrator of the"
                            + " organisation there" + detail);
            case "server_error", "temporarily_unavailable" -> refused(
                    request, Reason.NO_ANSWER, provider + " is in trouble; try again later" + detail);
            case "invalid_scope" -> refused(
                    request,
                    Reason.PROVIDER_REFUSES,
                    provider + " does not know what it is asked for: check "
                            + OAuthProvider.key(request.provider(), "scopes") + detail);
            default -> refused(
                    request,
                    Reason.PROVIDER_REFUSES,
                    provider + " refuses; check the registration of this desk there" + detail);
        };
    }

    private static ConsentOutcome notPending() {
        return new Refused(
                Reason.NOT_PENDING,
                "nobody waits for this answer: it came before, or later than a quarter of an hour after the beginning;"
                        + " begin again",
                Optional.empty());
    }

    private static ConsentOutcome refused(ConsentRequest request, Reason reason, String explanation) {
        return new Refused(reason, explanation, Optional.of(request));
    }

    private static SealContext context(String id) {
        return new SealContext(PURPOSE, id);
    }

    private static String id(String state) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(state.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
