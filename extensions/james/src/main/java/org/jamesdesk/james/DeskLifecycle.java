package org.jamesdesk.james;

import javax.annotation.PreDestroy;
import javax.inject.Inject;
import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.apache.james.lifecycle.api.Startable;
import org.apache.james.metrics.api.GaugeRegistry;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.RestingDestinations;
import org.jamesdesk.james.configuration.ConfigurationMistake;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.work.HeldLeases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what the desk does by itself, once James' own parts are ready, and stops it before them. It is created late, so
 * James, which stops things in the opposite order of their creation, stops it first; the database session is created
 * first and closed last.
 */
final class DeskLifecycle implements Startable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeskLifecycle.class);

    private final DeskDomains deskDomains;
    private final DomainList domains;
    private final ConfigurationRefresh configuration;
    private final WorkRunners runners;
    private final SenderReleases releases;
    private final HeldLeases leases;
    private final RestingDestinations resting;
    private final DeliverabilityRounds deliverability;
    private final GaugeRegistry gauges;

    @Inject
    DeskLifecycle(
            DeskConfiguration configuration,
            DomainList domains,
            FirstStart firstStart,
            Configurations configurations,
            WorkRunners runners,
            SenderReleases releases,
            HeldLeases leases,
            RestingDestinations resting,
            DeliverabilityRounds deliverability,
            GaugeRegistry gauges) {
        this.deskDomains = configuration.domains();
        this.domains = domains;
        this.configuration = new ConfigurationRefresh(firstStart, deskDomains.main(), configurations);
        this.runners = runners;
        this.releases = releases;
        this.leases = leases;
        this.resting = resting;
        this.deliverability = deliverability;
        this.gauges = gauges;
    }

    /**
     * Starts the desk.
     *
     * @throws ConfigurationMistake when a domain of the desk is none of James' (R2, R6)
     */
    void start() {
        refuseForeign("domain", deskDomains.main());
        deskDomains.all().forEach(name -> refuseForeign("domains", name));
        configuration.start();
        runners.start();
        releases.start();
        deliverability.start();
        runners.register(gauges);
        gauges.register("desk-delivery-resting", resting::count);
        deliverability.register(gauges);
        LOGGER.info("The help desk of {} is open", deskDomains.main());
    }

    private void refuseForeign(String key, String domain) {
        try {
            if (!domains.containsDomain(Domain.of(domain))) {
                throw new ConfigurationMistake(
                        key,
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
        LOGGER.info("The help desk of {} closes", deskDomains.main());
        deliverability.close();
        releases.close();
        runners.close();
        leases.close();
        configuration.close();
    }
}
