package org.jamesdesk.james.configuration;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the desk keeps its tickets.
 *
 * @param contactPoints nodes to ask first, at least one
 * @param localDatacenter the data centre this server belongs to
 * @param keyspace the desk's own keyspace
 * @param replicationFactor copies of everything in that data centre, when the keyspace is made
 * @param user who logs in; empty: nobody
 * @param password the user's password
 */
public record CassandraSettings(
        List<Endpoint> contactPoints,
        String localDatacenter,
        String keyspace,
        int replicationFactor,
        Optional<String> user,
        Optional<Secret> password) {
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final int MOST_COPIES = 9;

    public CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
    }

    static CassandraSettings from(DeskProperties properties) {
        List<Endpoint> contactPoints = properties.list("cassandra.contactPoints", Endpoint::parse);
        Optional<String> user = properties.text("cassandra.user");
        Optional<Secret> password = properties.text("cassandra.password").map(Secret::new);
        Credentials.refuseHalf("cassandra", user, password);
        return new CassandraSettings(
                contactPoints.isEmpty() ? List.of(new Endpoint("127.0.0.1", 9042)) : contactPoints,
                properties.text("cassandra.localDatacenter").orElse("datacenter1"),
                properties
                        .parsed("cassandra.keyspace", CassandraSettings::parseKeyspace)
                        .orElse("james_desk"),
                properties.number("cassandra.replicationFactor", 1, MOST_COPIES).orElse(1),
                user,
                password);
    }

    private static String parseKeyspace(String value) {
        if (!KEYSPACE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is not a keyspace name: a lower-case letter, then up to 47 lower-case letters, digits and _");
        }
        return value;
    }
}
