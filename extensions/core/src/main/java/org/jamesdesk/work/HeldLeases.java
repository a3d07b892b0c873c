package org.jamesdesk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jamesdesk.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases that this process holds while it does something: nobody else does it meanwhile, no other node and no other thread. They
 * are short and renewed, so that what a dead node did is taken over soon, and what takes long stays with who does it.
 *
 * <p>A lease is the node's, not the thread's: after a failure the node that may know more can go on at once.
 */
public final class HeldLeases implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HeldLeases.class);
    private static final int RENEWALS_PER_LIFE = 3;

    private final WorkStore store;
    private final String node;
    private final Duration timeToLive;
    private final Clock clock;
    private final ConcurrentMap<String, Lease> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "desk-lease-keeper");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Renewal begins at once.
     *
     * @param node names this process; two processes never share a name
     * @param timeToLive how long a lease holds that nobody renews, in whole seconds; so long others wait for a dead node
     */
    public HeldLeases(WorkStore store, String node, Duration timeToLive, Clock clock) {
        this.store = store;
        this.node = node;
        this.timeToLive = timeToLive;
        this.clock = clock;
        long pause = timeToLive.dividedBy(RENEWALS_PER_LIFE).toMillis();
        keeper.scheduleWithFixedDelay(this::renewAll, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Does something while holding a lease.
     *
     * @param name what is leased
     * @return what came of it; empty when another holds the lease, and nothing was done
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer; nothing was done
     */
    public <T> Optional<T> whileHolding(String name, Function<Lease, T> action) {
        Lease lease = new Lease(name);
        if (held.putIfAbsent(name, lease) != null) {
            return Optional.empty();
        }
        try {
            return lease.take() ? Optional.of(action.apply(lease)) : Optional.empty();
        } finally {
            lease.giveBack();
            held.remove(name);
        }
    }

    /** Renews every lease that is held. */
    void renewAll() {
        held.values().forEach(Lease::renew);
    }

    @Override
    public void close() {
        keeper.shutdownNow();
    }

    /** A lease while it is held. */
    public final class Lease {
        private final String name;
        private boolean isOurs;
        private Instant endsAt = Instant.MIN;

        private Lease(String name) {
            this.name = name;
        }

        /** Whether nobody else can have it at this moment, as far as this node knows. */
        public synchronized boolean isHeld() {
            return isOurs && clock.instant().isBefore(endsAt);
        }

        private synchronized boolean take() {
            Instant asked = clock.instant();
            isOurs = store.lease(name, node, (int) timeToLive.toSeconds());
            endsAt = asked.plus(timeToLive);
            return isOurs;
        }

        /** Under the lock of {@link #giveBack}: a lease that was given back must not come to life again. */
        private synchronized void renew() {
            if (!isOurs) {
                return;
            }
            try {
                if (!take()) {
                    LOGGER.warn("Lease {} was lost to another node", name);
                }
            } catch (StoreUnavailableException e) {
                isOurs = true;
                LOGGER.warn("Lease {} could not be renewed: {}", name, e.getMessage());
            } catch (RuntimeException e) {
                LOGGER.error("Lease {} could not be renewed", name, e);
            }
        }

        private synchronized void giveBack() {
            if (!isOurs) {
                return;
            }
            isOurs = false;
            try {
                store.release(name, node);
            } catch (StoreUnavailableException e) {
                LOGGER.info("Lease {} ends by itself within {} s: {}", name, timeToLive.toSeconds(), e.getMessage());
            }
        }
    }
}
