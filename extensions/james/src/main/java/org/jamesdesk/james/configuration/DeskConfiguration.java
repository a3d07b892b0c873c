package org.jamesdesk.james.configuration;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.Configuration;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceLimits;
import org.jamesdesk.cassandra.session.CassandraConfiguration;
import org.jamesdesk.credentials.OAuthProviders;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.delivery.report.Delay;
import org.jamesdesk.mailets.IntakeRetries;
import org.jamesdesk.mailets.delivery.DeliveryRoutes;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.opensearch.OpenSearchConfiguration;
import org.jamesdesk.sender.RelayPorts;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.work.LaneLimit;

/**
 * All of {@code desk.properties}. Read once, at start.
 *
 * @param domains the desk domain (R2), and the other domains in which it may have addresses (R6)
 * @param administrators who is told when something needs a person
 * @param publicUrl where browsers reach this server's REST interface, without a path or a slash at its end
 * @param cassandra where tickets are kept
 * @param openSearch where the search index is
 * @param signingKeyFile where the signing key is, as a {@code file://} URL of James' file system
 * @param keyset the keys with which secrets of senders are encrypted, when they are not in a file
 * @param keysetFile where the file with those keys is, as a {@code file://} URL of James' file system
 * @param oauth the OAuth providers, as far as this desk is registered there
 * @param delivery how outgoing mail leaves
 * @param publicAddresses the IP addresses from which outgoing mail comes, as others see them; none: those that DNS gives
 * @param deliveryThreads how many deliveries run at once
 * @param destinationLimit how many of them go to one domain
 * @param senderLimit how many of them go by the relay or provider of one From address
 * @param deliveryLease how long another node leaves a mail alone that a dead one was sending, in whole seconds
 * @param deliveryRetries when a delivery is tried again that failed for now, and when the desk gives up
 * @param delayNotice when a reply is late, so that its agent is told
 * @param bounces how many failures block an address (R96), and how many failing addresses are trouble of their domain
 * @param trustStoreFile where more authorities are whose certificates relays may have, as {@code signingKeyFile}
 * @param trustStorePassword opens that file
 * @param relayPorts the ports that a sender's relay may have
 * @param intakeRetries after which pauses a mail is tried again that could not be stored; the last one is repeated
 */
public record DeskConfiguration(
        DeskDomains domains,
        List<EmailAddress> administrators,
        URI publicUrl,
        CassandraConfiguration cassandra,
        OpenSearchConfiguration openSearch,
        String signingKeyFile,
        Optional<Secret> keyset,
        String keysetFile,
        OAuthProviders oauth,
        DeliverySettings delivery,
        List<String> publicAddresses,
        int deliveryThreads,
        LaneLimit destinationLimit,
        LaneLimit senderLimit,
        Duration deliveryLease,
        RetrySchedule deliveryRetries,
        Delay delayNotice,
        BounceLimits bounces,
        Optional<String> trustStoreFile,
        Optional<Secret> trustStorePassword,
        RelayPorts relayPorts,
        IntakeRetries intakeRetries) {
    /** The name of the file in James' configuration folder. */
    public static final String FILE = "desk.properties";

    private static final List<String> CASSANDRA_KEYS = List.of(
            "cassandra.localDatacenter",
            "cassandra.keyspace",
            "cassandra.replicationFactor",
            "cassandra.user",
            "cassandra.password");
    private static final String DELIVERY_RETRIES = "1m,5m,15m,1h*4,6h*12";
    private static final String INTAKE_RETRIES = "5s,30s,1m,5m,15m,1h";
    private static final URI PUBLIC_URL = URI.create("http://127.0.0.1:8000");
    private static final URI OPENSEARCH = URI.create("http://127.0.0.1:9200");
    private static final int MOST_SHARDS = 1_024;
    private static final int MOST_REPLICAS = 20;
    private static final int SMTP_PORT = 25;
    private static final int LAST_PORT = 65_535;
    private static final int DELIVERY_THREADS = 16;
    private static final int MOST_DELIVERY_THREADS = 512;
    private static final int CONNECTIONS = 4;
    private static final int MOST_PER_MINUTE = 60_000;
    private static final Duration DELIVERY_LEASE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    public DeskConfiguration {
        administrators = List.copyOf(administrators);
        publicAddresses = List.copyOf(publicAddresses);
    }

    /** The desk domain (R2), in lower case. */
    public String domain() {
        return domains.main();
    }

    /**
     * Reads the configuration.
     *
     * @throws ConfigurationMistake naming the key, when a value is wrong or missing or a key is unknown
     */
    public static DeskConfiguration from(Configuration configuration) {
        DeskProperties properties = new DeskProperties(configuration);
        DeskConfiguration desk = read(properties);
        properties.refuseUnknownKeys();
        return desk;
    }

    /** Every key there is. */
    static Set<String> keys(Configuration configuration) {
        DeskProperties properties = new DeskProperties(configuration);
        read(properties);
        return properties.askedFor();
    }

    private static DeskConfiguration read(DeskProperties properties) {
        String domain = properties
                .parsed("domain", DomainName::parse)
                .orElseThrow(() -> new ConfigurationMistake(
                        "domain", "is needed: the mail domain of the help desk, such as desk.example"));
        URI publicUrl =
                properties.parsed("public.url", DeskConfiguration::publicUrl).orElse(PUBLIC_URL);
        try {
            return new DeskConfiguration(
                    new DeskDomains(domain, Set.copyOf(properties.list("domains", DomainName::parse))),
                    properties.list("administrators", EmailAddress::parse),
                    publicUrl,
                    cassandra(properties),
                    openSearch(properties),
                    properties
                            .parsed("signing.keyFile", DeskConfiguration::fileUrl)
                            .orElse("file://conf/desk-signing.key"),
                    properties.text("secrets.keyset").map(Secret::new),
                    properties
                            .parsed("secrets.keysetFile", DeskConfiguration::fileUrl)
                            .orElse("file://conf/desk-secrets.keyset.json"),
                    new OAuthSection(properties, publicUrl).read(),
                    delivery(properties, domain),
                    properties.list("delivery.publicAddresses", DeskConfiguration::ipAddress),
                    properties
                            .number("delivery.threads", 1, MOST_DELIVERY_THREADS)
                            .orElse(DELIVERY_THREADS),
                    limit(properties, "delivery.destination"),
                    limit(properties, "delivery.sender"),
                    properties
                            .parsed("delivery.lease", DeskConfiguration::lease)
                            .orElse(DELIVERY_LEASE),
                    properties.retrySchedule("delivery.retrySchedule", DELIVERY_RETRIES),
                    properties.duration("delivery.delayNotice").map(Delay::new).orElse(Delay.DEFAULT),
                    bounces(properties),
                    properties.parsed("delivery.trustStore", DeskConfiguration::fileUrl),
                    properties.text("delivery.trustStorePassword").map(Secret::new),
                    relayPorts(properties),
                    new IntakeRetries(properties.retrySchedule("intake.retryDelays", INTAKE_RETRIES)));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationMistake(e);
        }
    }

    /** The start waits for Cassandra without end: nobody has to start James again when Cassandra was late. */
    private static CassandraConfiguration cassandra(DeskProperties properties) {
        Map<String, String> section = new HashMap<>();
        properties.joined("cassandra.contactPoints").ifPresent(nodes -> section.put("cassandra.contactPoints", nodes));
        CASSANDRA_KEYS.forEach(key -> properties.text(key).ifPresent(value -> section.put(key, value)));
        CassandraConfiguration read = CassandraConfiguration.from(section);
        return new CassandraConfiguration(
                read.contactPoints(),
                read.localDatacenter(),
                read.keyspace(),
                read.replicationFactor(),
                read.user(),
                read.password(),
                Duration.ofDays(Integer.MAX_VALUE));
    }

    private static OpenSearchConfiguration openSearch(DeskProperties properties) {
        OpenSearchConfiguration defaults = OpenSearchConfiguration.of(
                properties.parsed("opensearch.url", DeskConfiguration::url).orElse(OPENSEARCH));
        OpenSearchConfiguration anonymous = defaults.withShards(
                properties.number("opensearch.shards", 1, MOST_SHARDS).orElse(defaults.shards()),
                properties.number("opensearch.replicas", 0, MOST_REPLICAS).orElse(defaults.replicas()));
        Optional<String> user = properties.text("opensearch.user");
        Optional<String> password = properties.text("opensearch.password");
        if (user.isEmpty() && password.isPresent()) {
            throw new ConfigurationMistake("opensearch.user", "a password is given but no user");
        }
        if (user.isPresent() && password.isEmpty()) {
            throw new ConfigurationMistake("opensearch.password", "a user is given but no password");
        }
        return user.isEmpty() ? anonymous : anonymous.withCredentials(user.get(), password.get());
    }

    /** A URL that cannot be read is not repeated: there may be a password in it. */
    private static URI url(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("http://host:port or https://host:port expected");
        }
    }

    private static URI publicUrl(String value) {
        URI url = url(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || !url.getPath().isEmpty()
                || url.getUserInfo() != null
                || url.getQuery() != null
                || url.getFragment() != null) {
            throw new IllegalArgumentException("https://host or http://host:port without a path expected");
        }
        return url;
    }

    private static DeliverySettings delivery(DeskProperties properties, String domain) {
        return new DeliverySettings(
                DeliveryRoutes.parse(properties.joined(DeliveryRoutes.KEY).orElse("")),
                properties.number("delivery.port", 1, LAST_PORT).orElse(SMTP_PORT),
                properties.text("delivery.heloName").orElse(domain),
                properties.duration("delivery.connectTimeout").orElse(Duration.ofSeconds(30)),
                properties.duration("delivery.timeout").orElse(Duration.ofMinutes(3)));
    }

    private static LaneLimit limit(DeskProperties properties, String section) {
        return new LaneLimit(
                properties
                        .number(section + ".connections", 1, MOST_DELIVERY_THREADS)
                        .orElse(CONNECTIONS),
                properties.number(section + ".perMinute", 0, MOST_PER_MINUTE).orElse(0));
    }

    private static Duration lease(String value) {
        Duration lease = DeskProperties.parseDuration(value);
        if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException("'" + value + "' is not a time from 10s to 1h");
        }
        return lease;
    }

    private static BounceLimits bounces(DeskProperties properties) {
        return new BounceLimits(
                properties.number("bounces.softLimit", 1, BounceLimits.MOST).orElse(BounceLimits.DEFAULT.soft()),
                properties.number("bounces.domainTrouble", 2, BounceLimits.MOST).orElse(BounceLimits.DEFAULT.domain()));
    }

    private static RelayPorts relayPorts(DeskProperties properties) {
        List<Integer> ports = properties.numbers("senders.relayPorts", 1, LAST_PORT);
        return ports.isEmpty() ? RelayPorts.DEFAULT : RelayPorts.of(ports);
    }

    /** Only literals: a name would be looked up by the parser. */
    private static String ipAddress(String value) {
        boolean ipv4 = value.matches("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
        if (!ipv4 && !isIpv6(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an IP address such as 192.0.2.25 or 2001:db8::25");
        }
        return value;
    }

    private static boolean isIpv6(String value) {
        try {
            return value.matches("[0-9A-Fa-f:.]{2,45}")
                    && value.indexOf(':') >= 0
                    && !InetAddress.getByName(value).getHostAddress().isEmpty();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String fileUrl(String value) {
        if (!value.startsWith("file://") || value.endsWith("/")) {
            throw new IllegalArgumentException("'" + value
                    + "' is not file://conf/… (in the configuration folder) or file:///… (an absolute path)");
        }
        return value;
    }
}
