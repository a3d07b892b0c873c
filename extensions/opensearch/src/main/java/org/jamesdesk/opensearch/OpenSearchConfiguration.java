package org.jamesdesk.opensearch;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the ticket index is reached and laid out. Messages of refused values begin with the key of {@code desk.properties}.
 *
 * @param url the REST interface, {@code http} or {@code https}, host and port only
 * @param credentials who logs in; empty for an OpenSearch without the security plugin
 * @param shards primary shards of a new index
 * @param replicas copies of each shard of a new index; 0 when OpenSearch has one node
 * @param aliasPrefix the alias that is searched; indices and the other aliases begin with it
 */
public record OpenSearchConfiguration(
        URI url, Optional<Credentials> credentials, int shards, int replicas, String aliasPrefix) {
    /** The alias by which everybody searches tickets. */
    public static final String DEFAULT_ALIAS_PREFIX = "desk-tickets";

    private static final int DEFAULT_SHARDS = 1;
    private static final int DEFAULT_REPLICAS = 1;
    private static final int MAX_SHARDS = 1_024;
    private static final int MAX_REPLICAS = 20;
    private static final Pattern ALIAS_PREFIX = Pattern.compile("[a-z0-9][a-z0-9_-]{0,199}");

    /** @throws IllegalArgumentException naming the key whose value is refused */
    public OpenSearchConfiguration {
        Objects.requireNonNull(credentials, "credentials");
        requireAddress(url);
        requireRange("opensearch.shards", shards, 1, MAX_SHARDS);
        requireRange("opensearch.replicas", replicas, 0, MAX_REPLICAS);
        if (!ALIAS_PREFIX.matcher(aliasPrefix).matches()) {
            throw new IllegalArgumentException(
                    "opensearch.aliasPrefix: up to 200 lower-case letters, digits, '-' and '_' expected");
        }
    }

    /** One shard, one replica, no login, the usual alias. */
    public static OpenSearchConfiguration of(URI url) {
        return new OpenSearchConfiguration(
                url, Optional.empty(), DEFAULT_SHARDS, DEFAULT_REPLICAS, DEFAULT_ALIAS_PREFIX);
    }

    /** The same, logging in. */
    public OpenSearchConfiguration withCredentials(String user, String password) {
        return new OpenSearchConfiguration(
                url, Optional.of(new Credentials(user, password)), shards, replicas, aliasPrefix);
    }

    /** The same with other numbers for new indices. */
    public OpenSearchConfiguration withShards(int newShards, int newReplicas) {
        return new OpenSearchConfiguration(url, credentials, newShards, newReplicas, aliasPrefix);
    }

    /** The same under another alias, such as one per test. */
    public OpenSearchConfiguration withAliasPrefix(String newAliasPrefix) {
        return new OpenSearchConfiguration(url, credentials, shards, replicas, newAliasPrefix);
    }

    private static void requireAddress(URI url) {
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String path = Optional.ofNullable(url.getRawPath()).orElse("");
        boolean address = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
        boolean nothingElse = (path.isEmpty() || path.equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
        if (!address || !nothingElse) {
            throw new IllegalArgumentException("opensearch.url: http://host:port or https://host:port expected");
        }
    }

    private static void requireRange(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + ": a number from " + least + " to " + most + " expected");
        }
    }

    /**
     * A login. Its text form shows no password.
     *
     * @param user the user
     * @param password the secret
     */
    public record Credentials(String user, String password) {
        /** @throws IllegalArgumentException when there is no user, or one that HTTP cannot carry */
        public Credentials {
            Objects.requireNonNull(password, "password");
            if (user.isEmpty() || user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("opensearch.user: a name without ':' expected");
            }
        }

        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }
}
