package org.jamesdesk.credentials;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.credentials.OAuthProviders.Registered;
import org.jamesdesk.sender.AccessTokens;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.CredentialsStore.Kept;
import org.jamesdesk.sender.LoginRefusedException;
import org.jamesdesk.sender.ProviderNotConfiguredException;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.work.WorkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens out of the store, refreshed (RFC 6749 section 6) when they end within a minute. Providers may take a
 * refresh token once only, so one thread of one node refreshes: threads take turns by a lock, nodes by a lease; who comes
 * second finds the new token in the store.
 */
public final class RefreshingAccessTokens implements AccessTokens {
    private static final Logger LOGGER = LoggerFactory.getLogger(RefreshingAccessTokens.class);
    private static final Duration LEAST_LIFE = Duration.ofMinutes(1);
    /** Longer than a provider may take to answer. */
    private static final int LEASE_SECONDS = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(LEASE_SECONDS + 10);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LOCKS = 64;
    private static final int TRIES_TO_KEEP = 5;

    private final CredentialsStore credentials;
    private final WorkStore leases;
    private final OAuthProviders providers;
    private final String node;
    private final Clock clock;
    private final TokenEndpoint tokenEndpoint = new TokenEndpoint();
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /** @param node names this process; two processes never share a name */
    public RefreshingAccessTokens(
            CredentialsStore credentials, WorkStore leases, OAuthProviders providers, String node, Clock clock) {
        this.credentials = credentials;
        this.leases = leases;
        this.providers = providers;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public Secret accessToken(Sender sender) throws LoginRefusedException {
        Stored stored = stored(sender);
        return isFresh(stored) ? stored.tokens().accessToken() : inTurnOfThreads(sender);
    }

    private Secret inTurnOfThreads(Sender sender) throws LoginRefusedException {
        ReentrantLock lock = locks.get(Math.floorMod(sender.id().hashCode(), LOCKS));
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw othersTakeTooLong(sender.id());
            }
        } catch (InterruptedException e) {
            throw interrupted(sender.id());
        }
        try {
            return inTurnOfNodes(sender);
        } finally {
            lock.unlock();
        }
    }

    private Secret inTurnOfNodes(Sender sender) throws LoginRefusedException {
        String lease = "access-token/" + sender.id().asString();
        long startedAt = System.nanoTime();
        while (System.nanoTime() - startedAt < PATIENCE.toNanos()) {
            Stored stored = stored(sender);
            if (isFresh(stored)) {
                return stored.tokens().accessToken();
            }
            if (leases.lease(lease, node, LEASE_SECONDS)) {
                try {
                    return refreshed(sender);
                } finally {
                    leases.release(lease, node);
                }
            }
            pause(sender.id());
        }
        throw othersTakeTooLong(sender.id());
    }

    /** What is stored is read again: another node may have refreshed just before the lease was had. */
    private Secret refreshed(Sender sender) throws LoginRefusedException {
        Stored stored = stored(sender);
        if (isFresh(stored)) {
            return stored.tokens().accessToken();
        }
        Registered registered = registered(sender);
        AccessTokenResponse response;
        try {
            response = tokenEndpoint.tokens(
                    registered,
                    new RefreshTokenGrant(
                            new RefreshToken(stored.tokens().refreshToken().reveal())),
                    "the consent of " + sender.address().asString()
                            + " was withdrawn or has ended (a new password can end it too); ask for it again");
        } catch (LoginRefusedException e) {
            Stored now = stored(sender);
            if (now.version() != stored.version() && isFresh(now)) {
                // the former consent was refused because an administrator has just got a new one
                return now.tokens().accessToken();
            }
            LOGGER.warn("{} gets no new access token: {}", sender.id(), e.getMessage());
            throw e;
        }
        OAuthTokens tokens = Tokens.of(response, Optional.of(stored.tokens().refreshToken()), clock.instant())
                .orElseThrow();
        LOGGER.info("{} has a new access token from {}", sender.id(), registered.name());
        return kept(sender, stored.version(), tokens);
    }

    /**
     * Keeps what came. The former refresh token may be worth nothing now, so a store that stumbles is asked more than once;
     * when somebody gave new consent meanwhile, that counts.
     */
    private Secret kept(Sender sender, long version, OAuthTokens tokens) throws LoginRefusedException {
        for (int triesLeft = TRIES_TO_KEEP; ; triesLeft--) {
            try {
                return credentials.replace(sender.id(), relay(sender), version, tokens)
                        ? tokens.accessToken()
                        : stored(sender).tokens().accessToken();
            } catch (StoreUnavailableException e) {
                if (triesLeft == 1) {
                    LOGGER.error(
                            "The new tokens of {} could not be stored; when {} takes the former no more, consent must be"
                                    + " asked for again",
                            sender.id(),
                            sender.transport().type().apiName());
                    throw e;
                }
                pause(sender.id());
            }
        }
    }

    private boolean isFresh(Stored stored) {
        Instant needed = clock.instant().plus(LEAST_LIFE);
        return !stored.tokens().accessExpiresAt().isBefore(needed);
    }

    private Stored stored(Sender sender) throws LoginRefusedException {
        Optional<Kept> kept = credentials.find(sender.id(), relay(sender));
        if (kept.isPresent() && kept.get().credentials() instanceof OAuthTokens tokens) {
            return new Stored(tokens, kept.get().version());
        }
        throw new LoginRefusedException(
                "there are no tokens for " + sender.id() + ": ask for consent at "
                        + sender.transport().type().apiName(),
                true);
    }

    private static SmtpRelay relay(Sender sender) {
        return sender.transport().relay().orElseThrow();
    }

    private Registered registered(Sender sender) throws LoginRefusedException {
        try {
            return providers.registered(sender.transport().type());
        } catch (ProviderNotConfiguredException e) {
            throw new LoginRefusedException(e.getMessage(), true);
        }
    }

    private static void pause(SenderId sender) throws LoginRefusedException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(sender);
        }
    }

    private static LoginRefusedException interrupted(SenderId sender) {
        Thread.currentThread().interrupt();
        return new LoginRefusedException("the server stopped while " + sender + " waited for an access token", false);
    }

    private static LoginRefusedException othersTakeTooLong(SenderId sender) {
        return new LoginRefusedException(
                "another node or thread takes too long to get an access token for " + sender, false);
    }

    private record Stored(OAuthTokens tokens, long version) {}
}
