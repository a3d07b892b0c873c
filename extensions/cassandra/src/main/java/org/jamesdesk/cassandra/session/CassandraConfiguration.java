package org.jamesdesk.cassandra.session;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the desk's keyspace is and how to get in.
 *
 * @param contactPoints nodes to ask for the others; host names are looked up again at every reconnection
 * @param localDatacenter the datacenter whose replicas decide
 * @param keyspace the desk's own keyspace; made when it is missing and the user may
 * @param replicationFactor copies in the local datacenter of a keyspace that the desk makes
 * @param user the user name; empty when Cassandra asks for none
 * @param password its password; never logged
 * @param connectPatience how long the start waits for Cassandra before it fails
 */
public record CassandraConfiguration(
        List<InetSocketAddress> contactPoints,
        String localDatacenter,
        String keyspace,
        int replicationFactor,
        Optional<String> user,
        Optional<String> password,
        Duration connectPatience) {
    /** Starting Cassandra and James together is normal, so Cassandra gets this long to come up. */
    public static final Duration DEFAULT_CONNECT_PATIENCE = Duration.ofMinutes(5);

    private static final String PREFIX = "cassandra.";
    private static final Set<String> KEYS = Set.of(
            "cassandra.contactPoints",
            "cassandra.localDatacenter",
            "cassandra.keyspace",
            "cassandra.replicationFactor",
            "cassandra.user",
            "cassandra.password");
    private static final int DEFAULT_PORT = 9042;
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    /** @throws IllegalArgumentException naming the configuration key that is wrong */
    public CassandraConfiguration {
        contactPoints = List.copyOf(contactPoints);
        require(!contactPoints.isEmpty(), "cassandra.contactPoints", "name at least one host:port");
        require(
                DATACENTER.matcher(localDatacenter).matches(),
                "cassandra.localDatacenter",
                "letters, digits, '_', '.' and '-' expected");
        require(
                KEYSPACE.matcher(keyspace).matches(),
                "cassandra.keyspace",
                "1 to 48 lower-case letters, digits and '_' expected, a letter first");
        require(
                replicationFactor >= 1 && replicationFactor <= 100,
                "cassandra.replicationFactor",
                "a whole number from 1 to 100 expected");
        require(user.isPresent() || password.isEmpty(), "cassandra.user", "a password is given but no user");
        require(password.isPresent() || user.isEmpty(), "cassandra.password", "a user is given but no password");
    }

    /**
     * Reads the keys {@code cassandra.*} of {@code desk.properties}; other keys are passed over.
     *
     * @throws IllegalArgumentException naming the configuration key that is missing, unknown or wrong
     */
    public static CassandraConfiguration from(Map<String, String> properties) {
        properties.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && !KEYS.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw mistake(key, "there is no such key");
                });
        return new CassandraConfiguration(
                contactPoints(given(properties, "cassandra.contactPoints").orElse("127.0.0.1:" + DEFAULT_PORT)),
                given(properties, "cassandra.localDatacenter").orElse("datacenter1"),
                given(properties, "cassandra.keyspace").orElse("james_desk"),
                given(properties, "cassandra.replicationFactor")
                        .map(text -> number("cassandra.replicationFactor", text))
                        .orElse(1),
                given(properties, "cassandra.user"),
                given(properties, "cassandra.password"),
                DEFAULT_CONNECT_PATIENCE);
    }

    /** Says everything but the password. */
    @Override
    public String toString() {
        return "keyspace " + keyspace + " at "
                + contactPoints.stream()
                        .map(point -> point.getHostString() + ":" + point.getPort())
                        .collect(Collectors.joining(", "))
                + " in datacenter " + localDatacenter
                + user.map(name -> " as " + name).orElse("");
    }

    private static Optional<String> given(Map<String, String> properties, String key) {
        return Optional.ofNullable(properties.get(key)).map(String::trim).filter(text -> !text.isEmpty());
    }

    private static List<InetSocketAddress> contactPoints(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(point -> !point.isEmpty())
                .map(CassandraConfiguration::contactPoint)
                .toList();
    }

    private static InetSocketAddress contactPoint(String text) {
        int colon = text.lastIndexOf(':');
        boolean bareIpv6 = colon != text.indexOf(':') && !text.contains("]");
        boolean withoutPort = colon < 0 || bareIpv6 || text.endsWith("]");
        String host = withoutPort ? text : text.substring(0, colon);
        int port = withoutPort ? DEFAULT_PORT : number("cassandra.contactPoints", text.substring(colon + 1));
        require(
                !host.isEmpty() && port >= 1 && port <= 65_535,
                "cassandra.contactPoints",
                "'" + text + "' is not host:port");
        return InetSocketAddress.createUnresolved(host.replaceAll("^\\[|]$", ""), port);
    }

    private static int number(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw mistake(key, "'" + text + "' is not a whole number");
        }
    }

    private static void require(boolean holds, String key, String rule) {
        if (!holds) {
            throw mistake(key, rule);
        }
    }

    private static IllegalArgumentException mistake(String key, String rule) {
        return new IllegalArgumentException(key + ": " + rule);
    }
}
