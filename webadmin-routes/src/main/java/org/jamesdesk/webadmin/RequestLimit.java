package org.jamesdesk.webadmin;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests a minute may be made by somebody who is not known: by one client, and by all together. Remembers a
 * bounded number of clients; who makes it forget some is stopped by the limit for all.
 */
final class RequestLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_CLIENTS = 10_000;
    private static final String EVERYBODY = "";

    private final int perClient;
    private final int together;
    private final Cache<String, AtomicInteger> made;

    /**
     * @param perClient how many a minute one client may make
     * @param together how many a minute all clients may make
     */
    RequestLimit(int perClient, int together, Clock clock) {
        this.perClient = perClient;
        this.together = together;
        this.made = CacheBuilder.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterWrite(WINDOW)
                .ticker(new Ticker() {
                    @Override
                    public long read() {
                        return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
                    }
                })
                .build();
    }

    /** Counts a request and says whether it may be answered. */
    boolean admits(String client) {
        return count(client) <= perClient && count(EVERYBODY) <= together;
    }

    private int count(String who) {
        return made.asMap().computeIfAbsent(who, any -> new AtomicInteger()).incrementAndGet();
    }
}
