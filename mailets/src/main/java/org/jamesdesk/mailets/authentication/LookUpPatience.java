package org.jamesdesk.mailets.authentication;

import java.time.Duration;

/**
 * How long a mail waits for name servers, given how many wait already. Anybody can send mails whose signatures name a domain
 * without a name server that answers, each of them another one; if all waited as long as one may, a few such mails a second would
 * hold every thread that works on mails.
 *
 * @param longest how long a mail may wait while few do
 */
record LookUpPatience(Duration longest) {
    /** Of the two dozen threads that usually work on mails. */
    private static final int FEW = 4;

    private static final int SOME = 8;
    private static final Duration WHILE_SOME_WAIT = Duration.ofSeconds(2);
    /** What name servers that are well answer within, also when they must ask others first. */
    private static final Duration WHILE_MANY_WAIT = Duration.ofMillis(500);

    /** @param waiting how many mails wait, this one included */
    Duration with(int waiting) {
        if (waiting <= FEW) {
            return longest;
        }
        return shorter(waiting <= SOME ? WHILE_SOME_WAIT : WHILE_MANY_WAIT);
    }

    private Duration shorter(Duration other) {
        return other.compareTo(longest) < 0 ? other : longest;
    }
}
