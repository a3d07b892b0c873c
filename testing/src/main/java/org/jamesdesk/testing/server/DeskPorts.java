package org.jamesdesk.testing.server;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jamesdesk.engines.FreePorts;

/**
 * The ports of a desk that was started with {@code --port-offset}.
 *
 * @param offset what is added to the usual ports
 */
record DeskPorts(int offset) {
    private static final int LOWEST_OFFSET = 10_000;
    private static final int HIGHEST_OFFSET = 20_000;
    private static final int ATTEMPTS = 1_000;

    static DeskPorts free() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST_OFFSET, HIGHEST_OFFSET))
                .limit(ATTEMPTS)
                .mapToObj(DeskPorts::new)
                .filter(DeskPorts::areFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No free ports for a desk"));
    }

    int smtp() {
        return 2525 + offset;
    }

    int submission() {
        return 2587 + offset;
    }

    int peer() {
        return 2526 + offset;
    }

    int imap() {
        return 2143 + offset;
    }

    int webAdmin() {
        return 8000 + offset;
    }

    private boolean areFree() {
        return IntStream.of(smtp(), submission(), peer(), imap(), webAdmin()).allMatch(FreePorts::isFree);
    }
}
