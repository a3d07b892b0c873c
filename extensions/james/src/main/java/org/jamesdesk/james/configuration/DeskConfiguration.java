package org.jamesdesk.james.configuration;

import java.util.List;
import java.util.Set;
import org.apache.commons.configuration2.Configuration;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.RetrySchedule;

/**
 * All of {@code desk.properties}. Read once, at start.
 *
 * @param domain the desk domain (R2), in lower case
 * @param administrators who is told when something needs a person
 * @param cassandra where tickets are kept
 * @param openSearch where the search index is
 * @param signingKeyFile where the signing key is, as a URL that James' file system understands
 * @param delivery how outgoing mail leaves
 * @param intakeRetryDelays after which pauses a mail is tried again that could not be stored
 */
public record DeskConfiguration(
        String domain,
        List<EmailAddress> administrators,
        CassandraSettings cassandra,
        OpenSearchSettings openSearch,
        String signingKeyFile,
        DeliverySettings delivery,
        RetrySchedule intakeRetryDelays) {
    /** The name of the file in James' configuration folder. */
    public static final String FILE = "desk.properties";

    private static final String INTAKE_RETRIES = "10s,30s,1m*3,5m*12,15m*16,1h*160";

    public DeskConfiguration {
        administrators = List.copyOf(administrators);
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
        return new DeskConfiguration(
                domain,
                properties.list("administrators", EmailAddress::parse),
                CassandraSettings.from(properties),
                OpenSearchSettings.from(properties),
                properties.text("signing.keyFile").orElse("file://conf/desk-signing.key"),
                DeliverySettings.from(properties, domain),
                properties.retrySchedule("intake.retryDelays", INTAKE_RETRIES));
    }
}
