package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;

/** Keeps the addresses that no mail goes to, and what was done to them. Case does not matter. */
public interface Blocklist {
    /**
     * Blocks an address as of {@link Block#at}; a removal that is later than that stays a removal, so that repeating an old
     * block is harmless. A block replaces an older one.
     */
    void block(Block block);

    /**
     * Takes an address off the list; a block that is later than {@code at} stays.
     *
     * @param who who does it
     * @param why in words
     */
    void remove(EmailAddress address, Instant at, String who, String why);

    /** The block of an address that holds at this moment. */
    Optional<Block> find(EmailAddress address);

    /** The blocks that hold at this moment among these addresses; asked for at once. */
    Map<EmailAddress, Block> findAll(Collection<EmailAddress> addresses);

    /**
     * Blocks that hold, in the order of their addresses.
     *
     * @param after the address after which to go on; empty for the first page
     * @param limit how many at most, 1 to 1000
     */
    List<Block> list(Optional<EmailAddress> after, int limit);

    /** What was done to an address, newest first, at most 100. */
    List<Event> history(EmailAddress address);

    /**
     * Something that was done to an address.
     *
     * @param at when
     * @param blocked whether it was blocked; else it was taken off the list
     * @param who who did it
     * @param why in words
     */
    record Event(Instant at, boolean blocked, String who, String why) {}
}
