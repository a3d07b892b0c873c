package org.jamesdesk.deliverability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.notice.AdministratorAlerts;

/**
 * Watches the bounce rate on one node, and changes the state of notifications when it is time (R100–R102). Somebody else calls
 * {@link #look} about once a second.
 *
 * <p>Any number of nodes watch the same results. A change of the state is a compare-and-set of the configuration, so exactly one
 * of them makes it; that one counts it. Every node tells the administrators of what it finds in the state, under a key that is the
 * same on all, so they are told once, also when the node that made the change dies before it could tell.
 */
public final class NotificationWatch {
    private static final Duration PERIOD = Duration.ofSeconds(30);
    /** Within the hour in which {@link AdministratorAlerts} does not repeat itself. */
    private static final Duration NEWS = Duration.ofMinutes(45);

    private final Configurations configurations;
    private final RateReader reader;
    private final AdministratorAlerts alerts;
    private final Consumer<NotificationEvent> made;
    private final Clock clock;

    private final AtomicBoolean bounced = new AtomicBoolean();
    private final AtomicReference<Optional<NotificationStanding>> last = new AtomicReference<>(Optional.empty());
    private final Set<NotificationEvent> told = new HashSet<>();
    private Instant judgedAt = Instant.MIN;
    private long judgedRevision;

    /** @param made takes each event that happened by itself and that this node made happen */
    public NotificationWatch(
            Configurations configurations,
            DeliveryResultStore results,
            AdministratorAlerts alerts,
            Consumer<NotificationEvent> made,
            Clock clock) {
        this.configurations = configurations;
        this.reader = new RateReader(results);
        this.alerts = alerts;
        this.made = made;
        this.clock = clock;
    }

    /** Something bounced: the next look judges. */
    void bounced() {
        bounced.set(true);
    }

    /**
     * Judges when something has bounced, when the configuration has changed, and every thirty seconds; then tells the
     * administrators what is new. Nothing happens before the first start of the desk has finished.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer; the next look tries again
     */
    public synchronized void look() {
        Optional<Configuration> configuration = configurations.current();
        if (configuration.isPresent()) {
            if (isDue(configuration.get())) {
                judge(configuration.get());
            }
            tellNews(NotificationState.of(configurations.inForce()));
        }
    }

    private boolean isDue(Configuration configuration) {
        return bounced.get()
                || configuration.revision() != judgedRevision
                || !clock.instant().isBefore(judgedAt.plus(PERIOD));
    }

    private void judge(Configuration configuration) {
        boolean something = bounced.getAndSet(false);
        try {
            Instant now = now();
            NotificationStanding standing = standing(configuration, now);
            last.set(Optional.of(standing));
            if (!judged(standing).equals(standing.state())) {
                configurations
                        .change(NotificationEvent.DESK, draft -> {
                            NotificationStanding latest = standing(draft, now);
                            NotificationState after = judged(latest);
                            draft.put(NotificationState.KIND, after);
                            return news(latest.state(), after);
                        })
                        .forEach(made);
            }
            judgedAt = now;
            judgedRevision = configurations.inForce().revision();
        } catch (RuntimeException e) {
            bounced.compareAndSet(false, something);
            throw e;
        }
    }

    private NotificationState judged(NotificationStanding standing) {
        BounceRate canLock = standing.state()
                .countedFrom()
                .filter(lifted -> lifted.isAfter(standing.from()))
                .map(reader::from)
                .orElse(standing.rate());
        return new RateJudge(standing.rules(), standing.rate(), canLock, standing.to()).judge(standing.state());
    }

    private static List<NotificationEvent> news(NotificationState before, NotificationState after) {
        return after.events().stream()
                .takeWhile(event -> !before.events().contains(event))
                .toList();
    }

    /**
     * How notifications stand now.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    public NotificationStanding standing() {
        return standing(configurations.inForce(), now());
    }

    /** How notifications stood when this node last judged; empty before it first did. Asks no store. */
    public Optional<NotificationStanding> lastStanding() {
        return last.get();
    }

    private NotificationStanding standing(ConfigurationView configuration, Instant now) {
        NotificationRules rules = NotificationRules.of(configuration);
        Instant from = now.minus(rules.window());
        reader.look(now, from);
        return new NotificationStanding(rules, NotificationState.of(configuration), from, now, reader.from(from));
    }

    private void tellNews(NotificationState state) {
        Instant since = clock.instant().minus(NEWS);
        told.retainAll(state.events());
        for (NotificationEvent event : state.events()) {
            if (event.at().isAfter(since) && told.add(event)) {
                alerts.raise(
                        "notifications/" + event.kind().apiName() + "/" + event.at(),
                        event.kind().subject(),
                        text(event));
            }
        }
    }

    private static String text(NotificationEvent event) {
        String by = event.who().equals(NotificationEvent.DESK) ? "" : "By " + event.who() + ": ";
        return by
                + event.text()
                + switch (event.kind()) {
                    case LOCKED -> "\n\nAcknowledgements and notifications stay; replies of agents go out as before. An automatic lock ends"
                            + " by itself when the rate is below the warning threshold. See GET /desk/notifications and"
                            + " /desk/reports/deliverability; DELETE /desk/notifications/lock lifts it.\n";
                    case WARNED -> "\n\nSee which domains and reasons it is: GET /desk/reports/deliverability\n";
                    case RECOVERED, UNLOCKED, EXEMPTED, EXEMPTION_ENDED -> "\n\nSee GET /desk/notifications\n";
                };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
