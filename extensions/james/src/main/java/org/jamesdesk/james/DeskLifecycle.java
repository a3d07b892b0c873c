package org.jamesdesk.james;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.metrics.api.GaugeRegistry;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what the desk does by itself, once James' own parts are ready, and stops it before them. It is created late, so
 * James, which stops things in the opposite order of their creation, stops it first; the database session is created
 * first and closed last.
 */
final class DeskLifecycle implements Startable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeskLifecycle.class);

    private final String domain;
    private final DomainList domains;
    private final ConfigurationRefresh configuration;
    private final WorkRunners runners;
    private final GaugeRegistry gauges;

    @Inject
    DeskLifecycle(
            DeskConfiguration configuration,
            DomainList domains,
            FirstStart firstStart,
            Configurations configurations,
            WorkRunners runners,
            GaugeRegistry gauges) {
        this.domain = configuration.domain();
        this.domains = domains;
        this.configuration = new ConfigurationRefresh(firstStart, domain, configurations);
        this.runners = runners;
        this.gauges = gauges;
    }

    /**
     * Starts the desk.
     *
     * @throws ConfigurationMistake when the desk domain is none of James' domains (R2)
     */
    void start() {
        refuseForeignDomain();
        configuration.start();
        runners.start();
        runners.register(gauges);
        LOGGER.info("The help desk of {} is open", domain);
    }

    private void refuseForeignDomain() {
        try {
            if (!domains.containsDomain(Domain.of(domain))) {
                throw new ConfigurationMistake(
                        "domain",
                        "'" + domain
                                + "' is not a domain of this James; add it to domainlist.xml (or with WebAdmin: PUT"
                                + " /domains/" + domain + "), or write one of James' domains here");
            }
        } catch (DomainListException e) {
            throw new IllegalStateException("James cannot tell its domains", e);
        }
    }

    @PreDestroy
    void stop() {
        LOGGER.info("The help desk of {} closes", domain);
        runners.close();
        configuration.close();
    }
}
