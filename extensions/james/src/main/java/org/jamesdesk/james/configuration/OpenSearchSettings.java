package org.jamesdesk.james.configuration;

import java.net.URI;
import java.util.Optional;

/**
 * Where the desk's search index is.
 *
 * @param url {@code http} or {@code https}, host and port
 * @param user who logs in; empty: nobody
 * @param password the user's password
 * @param shards primary shards of a new index
 * @param replicas copies of each shard of a new index
 */
public record OpenSearchSettings(URI url, Optional<String> user, Optional<Secret> password, int shards, int replicas) {
    private static final int MOST_SHARDS = 1024;
    private static final int MOST_REPLICAS = 20;

    static OpenSearchSettings from(DeskProperties properties) {
        Optional<String> user = properties.text("opensearch.user");
        Optional<Secret> password = properties.text("opensearch.password").map(Secret::new);
        Credentials.refuseHalf("opensearch", user, password);
        return new OpenSearchSettings(
                properties
                        .parsed("opensearch.url", OpenSearchSettings::parseUrl)
                        .orElse(URI.create("http://127.0.0.1:9200")),
                user,
                password,
                properties.number("opensearch.shards", 1, MOST_SHARDS).orElse(1),
                properties.number("opensearch.replicas", 0, MOST_REPLICAS).orElse(0));
    }

    private static URI parseUrl(String value) {
        if (value.contains("@")) {
            throw new IllegalArgumentException(
                    "user and password do not belong into the URL; write opensearch.user and opensearch.password");
        }
        URI url = parseUri(value);
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare = url.getRawQuery() == null && url.getRawFragment() == null;
        boolean root = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        if (!http || url.getHost() == null || !bare || !root) {
            throw wrongUrl(value);
        }
        return url;
    }

    private static URI parseUri(String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw wrongUrl(value);
        }
    }

    private static IllegalArgumentException wrongUrl(String value) {
        return new IllegalArgumentException(
                "'" + value + "' is not http://host:port or https://host:port, such as http://127.0.0.1:9200");
    }
}
