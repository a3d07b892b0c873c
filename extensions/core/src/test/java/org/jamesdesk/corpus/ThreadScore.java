package org.jamesdesk.corpus;

import java.util.Locale;

/**
 * How well the mails of one set were brought together.
 *
 * @param set the set's name
 * @param mails how many mails it has
 * @param exact its threads whose mails all came into one ticket, and no other mail with them
 * @param recall the pairs of mails of one thread that came into one ticket
 * @param wrongJoins the pairs of mails of two threads that came into one ticket
 */
record ThreadScore(String set, int mails, Score exact, Score recall, int wrongJoins) {
    /** Whether mails of this set come in any order, answers before what they answer. */
    boolean isOutOfOrder() {
        return set.contains("shuffled");
    }

    /** As people read it. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%-22s mails %4d  threads exact %d/%d  pair recall %s %%  wrong joins %d",
                set,
                mails,
                exact.hits(),
                exact.total(),
                recall.percent(1),
                wrongJoins);
    }
}
