package org.jamesdesk.bounce;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;

/**
 * Keeps the addresses that no mail goes to, and what was done to them, for good (R98–R99). Case does not matter. A block that
 * has an end is gone at that moment from everything but the history.
 *
 * <p>Every call throws {@link org.jamesdesk.StoreUnavailableException} when the store does not answer; what was not done, or
 * only in part, may be done again.
 */
public interface Blocklist {
    /** How many blocks a page has at most. */
    int MOST_LISTED = 1_000;

    /** How much of an address' history is told. */
    int MOST_EVENTS = 100;

    /** By the bytes of the addresses in UTF-8 and lower case. */
    Comparator<EmailAddress> ORDER =
            Comparator.comparing(address -> address.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** As {@link #blockAll}, for one. */
    default void block(Block block) {
        blockAll(List.of(block));
    }

    /**
     * Blocks addresses, each as of {@link Block#at}. A removal of that time or later stays a removal, so that repeating an old
     * block is harmless; a block replaces an older one as a whole. Each is told in the history as {@link Block#by} and {@link
     * Block#reason} say; the same block twice is told once.
     *
     * @param blocks no address twice
     */
    void blockAll(Collection<Block> blocks);

    /**
     * Takes an address off the list; a block that is later than {@code at} stays. The history tells it also when there was
     * nothing to take off.
     *
     * @param at microsecond precision
     * @param who who does it
     * @param why in words
     */
    void remove(EmailAddress address, Instant at, String who, String why);

    /** The block of an address that holds at this moment. */
    default Optional<Block> find(EmailAddress address) {
        return Optional.ofNullable(findAll(List.of(address)).get(address));
    }

    /** The blocks that hold at this moment among these addresses; asked for at once. */
    Map<EmailAddress, Block> findAll(Collection<EmailAddress> addresses);

    /**
     * Blocks that hold, in {@link #ORDER}. Fewer than {@code limit} are the last ones.
     *
     * @param after the address after which to go on, whether it is on the list or not; empty for the first page
     * @param limit how many at most, 1 to {@link #MOST_LISTED}
     */
    List<Block> list(Optional<EmailAddress> after, int limit);

    /** What was done to an address, newest first, at most {@link #MOST_EVENTS}. */
    List<Event> history(EmailAddress address);

    /**
     * Something that was done to an address.
     *
     * @param at when; microsecond precision
     * @param blocked whether it was blocked; else it was taken off the list
     * @param who who did it
     * @param why in words
     */
    record Event(Instant at, boolean blocked, String who, String why) {
        public Event {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(who, "who");
            Objects.requireNonNull(why, "why");
        }
    }
}
