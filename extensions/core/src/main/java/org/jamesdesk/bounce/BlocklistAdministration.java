package org.jamesdesk.bounce;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator may do with the blocklist (R98–R99): each act is recorded with who did it, when and why. */
public final class BlocklistAdministration {
    /** Longer reasons are refused. */
    public static final int MAX_REASON = 1_000;

    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final int CHUNK = 200;
    private static final Logger LOGGER = LoggerFactory.getLogger(BlocklistAdministration.class);

    private final Blocklist blocklist;
    private final SignsOfLife signs;
    private final Clock clock;

    public BlocklistAdministration(Blocklist blocklist, SignsOfLife signs, Clock clock) {
        this.blocklist = blocklist;
        this.signs = signs;
        this.clock = clock;
    }

    /**
     * Blocks an address. A block that holds already is replaced; the bounces it rests on stay its evidence.
     *
     * @param who the administrator
     * @param until when it ends by itself; empty: never
     * @return whether the address was free before
     * @throws ChangeRefusedException naming the field and the rule
     * @throws StoreUnavailableException when the store does not answer
     */
    public boolean block(String who, EmailAddress address, String reason, Optional<Instant> until) {
        String checkedReason = oneLine("reason", reason);
        until.ifPresent(end -> requireEnd("until", end));
        Optional<Block> before = blocklist.find(address);
        blocklist.block(new Block(
                address,
                BlockCause.MANUAL,
                checkedReason,
                before.map(replaced -> later(now(), replaced.at().plus(1, ChronoUnit.MICROS)))
                        .orElseGet(this::now),
                who,
                until,
                before.map(Block::evidence).orElse(List.of())));
        return before.isEmpty();
    }

    /**
     * Takes an address off the list; nothing happens, and nothing is recorded, when it is not there. Soft bounces are counted
     * anew from here.
     *
     * @param who the administrator
     * @param why in words; needed (R99)
     * @throws ChangeRefusedException naming the field and the rule
     * @throws StoreUnavailableException when a store does not answer; then the address may be removed again
     */
    public void remove(String who, EmailAddress address, String why) {
        String checkedWhy = oneLine("why", why);
        blocklist.find(address).ifPresent(block -> {
            Instant at = later(now(), block.at());
            signs.add(address, at, SignsOfLife.UNBLOCKED);
            blocklist.remove(address, at, who, checkedWhy);
        });
    }

    /**
     * Blocks the addresses of a CSV file, as {@link BlocklistCsv} says; those that are blocked already stay as they are. The
     * whole file is checked before anything is changed. An import that was interrupted may be repeated.
     *
     * @param who the administrator: a file may say who blocked its addresses elsewhere, but here it is the one who brings it
     * @throws ChangeRefusedException naming lines, columns and rules
     * @throws StoreUnavailableException when the store does not answer; some addresses may be blocked already
     */
    public Imported importCsv(String who, byte[] csv) {
        Instant now = now();
        List<BlocklistCsv.Row> rows = BlocklistCsv.read(csv);
        List<BlocklistCsv.Row> lasting = rows.stream()
                .filter(row -> row.until().map(now::isBefore).orElse(true))
                .toList();
        int alreadyBlocked = 0;
        for (int from = 0; from < lasting.size(); from += CHUNK) {
            List<BlocklistCsv.Row> some = lasting.subList(from, Math.min(lasting.size(), from + CHUNK));
            Map<EmailAddress, Block> blocked = blocklist.findAll(
                    some.stream().map(BlocklistCsv.Row::address).toList());
            List<Block> missing = new ArrayList<>();
            for (BlocklistCsv.Row row : some) {
                if (!blocked.containsKey(row.address())) {
                    missing.add(row.block(now, who));
                }
            }
            blocklist.blockAll(missing);
            alreadyBlocked += blocked.size();
        }
        Imported imported = new Imported(lasting.size() - alreadyBlocked, alreadyBlocked, rows.size() - lasting.size());
        LOGGER.info("{} imported {} addresses into the blocklist", who, imported.imported());
        return imported;
    }

    /**
     * What an import did.
     *
     * @param imported how many addresses it blocked
     * @param alreadyBlocked how many were blocked before, and stay as they are
     * @param ended how many lines name an end that has passed
     */
    public record Imported(int imported, int alreadyBlocked, int ended) {}

    /**
     * Writes the blocklist as CSV, page by page: it never lies in memory as a whole.
     *
     * @throws StoreUnavailableException when the store does not answer; what was written until then is not complete
     */
    public void exportCsv(OutputStream out) throws IOException {
        List<Block> page = blocklist.list(Optional.empty(), Blocklist.MOST_LISTED);
        BlocklistCsv.Writer writer = new BlocklistCsv.Writer(out);
        writer.write(page);
        while (page.size() == Blocklist.MOST_LISTED) {
            page = blocklist.list(Optional.of(page.get(page.size() - 1).address()), Blocklist.MOST_LISTED);
            writer.write(page);
        }
        writer.flush();
    }

    /** What an administrator sees and decides comes after it, also when the clocks of two nodes differ. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void requireEnd(String field, Instant end) {
        if (!end.isAfter(clock.instant()) || end.isAfter(clock.instant().plus(LONGEST))) {
            throw ChangeRefusedException.invalid(
                    field + ": " + end + " is not in the future; a time within the next hundred years expected");
        }
    }

    private static String oneLine(String field, String text) {
        try {
            return oneLine(text);
        } catch (IllegalArgumentException e) {
            throw ChangeRefusedException.invalid(field + ": " + e.getMessage());
        }
    }

    /**
     * A reason that keeps the rules, stripped.
     *
     * @throws IllegalArgumentException saying the rule
     */
    static String oneLine(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_REASON) {
            throw new IllegalArgumentException("1 to " + MAX_REASON + " characters expected");
        }
        if (stripped.codePoints().anyMatch(BlocklistAdministration::breaksLines)) {
            throw new IllegalArgumentException("one line without control characters expected");
        }
        return stripped;
    }

    private static boolean breaksLines(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
