package org.jamesdesk.distribution.home;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a start was told, and what every later command on the same home goes by.
 *
 * @param ports the ports
 * @param domain the desk's mail domain, in lower case
 * @param cassandra {@code host:port} of a Cassandra that runs elsewhere; empty: this desk runs its own
 * @param openSearch the URL of an OpenSearch that runs elsewhere; empty: this desk runs its own
 */
public record RunSettings(Ports ports, String domain, Optional<String> cassandra, Optional<String> openSearch) {
    /** The domain of a trial. */
    public static final String DEFAULT_DOMAIN = "desk.example";

    /** What a start is told to go back from an engine elsewhere to the desk's own. */
    public static final String OWN = "own";

    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,200}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+");

    public RunSettings {
        Objects.requireNonNull(ports, "ports");
        domain = domain.toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("'" + domain + "' is not a mail domain such as " + DEFAULT_DOMAIN);
        }
    }

    /** A trial on the usual ports. */
    public static RunSettings standalone() {
        return new RunSettings(new Ports(0), DEFAULT_DOMAIN, Optional.empty(), Optional.empty());
    }

    /**
     * With the engines that a start names.
     *
     * @param cassandraTold {@code host:port} or {@link #OWN}; empty: as it is
     * @param openSearchTold a URL or {@link #OWN}; empty: as it is
     */
    public RunSettings withEngines(Optional<String> cassandraTold, Optional<String> openSearchTold) {
        return new RunSettings(ports, domain, engine(cassandraTold, cassandra), engine(openSearchTold, openSearch));
    }

    private static Optional<String> engine(Optional<String> told, Optional<String> before) {
        return told.isEmpty() ? before : told.filter(address -> !address.equals(OWN));
    }

    /** The options that name the engines elsewhere; empty when there are none. */
    public String engineOptions() {
        return Stream.of(cassandra.map("--cassandra "::concat), openSearch.map("--opensearch "::concat))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    /** {@code host:port} of the Cassandra in use. */
    public String cassandraContactPoint() {
        return cassandra.orElse("127.0.0.1:" + ports.cassandra());
    }

    /** The URL of the OpenSearch in use. */
    public String openSearchUrl() {
        return openSearch.orElse("http://127.0.0.1:" + ports.openSearch());
    }
}
