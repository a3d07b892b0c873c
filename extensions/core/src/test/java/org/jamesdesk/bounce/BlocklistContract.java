package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link Blocklist} does. */
public interface BlocklistContract {
    Instant NOON = Instant.parse("2026-03-10T12:00:00.123456Z");

    DeskStores stores();

    private Blocklist blocklist() {
        return stores().blocklist();
    }

    /** A domain that no other test uses. */
    private static String domain() {
        return EntryBuilder.randomId() + ".example";
    }

    private static EmailAddress address() {
        return EmailAddress.parse("Ana@" + domain());
    }

    private static Block block(EmailAddress address, Instant at, Optional<Instant> until) {
        return new Block(address, BlockCause.MANUAL, "she asked for it", at, "boss", until, List.of());
    }

    private static Block block(EmailAddress address, Instant at) {
        return block(address, at, Optional.empty());
    }

    @Test
    default void shouldFindTheBlockAsItWasWrittenWhateverTheCase() {
        EmailAddress address = address();
        Block block = new Block(
                address,
                BlockCause.HARD_BOUNCE,
                "550 5.1.1 no such user: näo há, 存在しない",
                NOON,
                Block.BY_DESK,
                Optional.of(Instant.parse("2199-01-01T00:00:00.000001Z")),
                List.of(new BounceId(EntryBuilder.randomId()), new BounceId(EntryBuilder.randomId())));

        blocklist().block(block);

        EmailAddress shouted = EmailAddress.parse(address.asString().toUpperCase(java.util.Locale.ROOT));
        assertThat(blocklist().find(shouted)).contains(block);
        assertThat(blocklist().find(shouted).orElseThrow().address().asString()).isEqualTo(address.asString());
        assertThat(blocklist().find(address())).isEmpty();
    }

    @Test
    default void shouldFindAllThatAreBlockedWhenSeveralAreAskedFor() {
        EmailAddress one = EmailAddress.parse("jörg@bücher-" + domain());
        EmailAddress other = EmailAddress.parse("用户@" + domain());
        EmailAddress free = address();
        Block first = block(one, NOON);
        Block second = block(other, NOON);
        blocklist().blockAll(List.of(first, second));

        assertThat(blocklist().findAll(List.of(free, other, one, one)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(one, first, other, second));
        assertThat(blocklist().findAll(List.of())).isEmpty();
    }

    @Test
    default void shouldStayRemovedWhenAnOlderBlockIsRepeated() {
        EmailAddress address = address();
        blocklist().block(block(address, NOON));
        blocklist().remove(address, NOON.plusSeconds(1), "boss", "wrote from there");

        blocklist().block(block(address, NOON));
        blocklist().block(block(address, NOON.plusSeconds(1)));

        assertThat(blocklist().find(address)).isEmpty();
    }

    @Test
    default void shouldBeBlockedWhenTheRemovalIsOlder() {
        EmailAddress address = address();
        Block block = block(address, NOON);
        blocklist().block(block);

        blocklist().remove(address, NOON.minus(1, ChronoUnit.MICROS), "boss", "a mistake");

        assertThat(blocklist().find(address)).contains(block);
    }

    @Test
    default void shouldBlockAgainWhenTheBlockIsLaterThanTheRemoval() {
        EmailAddress address = address();
        blocklist().remove(address, NOON, "boss", "a mistake");
        Block block = block(address, NOON.plus(1, ChronoUnit.MICROS));

        blocklist().block(block);

        assertThat(blocklist().find(address)).contains(block);
    }

    @Test
    default void shouldReplaceAnOlderBlockAsAWhole() {
        EmailAddress address = address();
        Block older = new Block(
                address,
                BlockCause.SOFT_BOUNCES,
                "mailbox full, five times",
                NOON,
                Block.BY_DESK,
                Optional.of(Instant.parse("2199-01-01T00:00:00Z")),
                List.of(new BounceId(EntryBuilder.randomId())));
        Block newer = block(address, NOON.plusSeconds(60));

        blocklist().block(newer);
        blocklist().block(older);
        assertThat(blocklist().find(address)).contains(newer);

        Block newest = block(address, NOON.plusSeconds(61));
        blocklist().block(newest);
        assertThat(blocklist().find(address)).contains(newest);
    }

    @Test
    default void shouldNotHoldWhenItsEndHasPassed() {
        EmailAddress address = address();
        blocklist().block(block(address, NOON));

        blocklist().block(block(address, NOON.plusSeconds(1), Optional.of(NOON.plusSeconds(2))));

        assertThat(blocklist().find(address)).isEmpty();
        assertThat(listed(address.domain())).isEmpty();
        assertThat(blocklist().history(address)).hasSize(2);
    }

    @Test
    default void shouldEndByItself() {
        EmailAddress address = address();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Block block = block(address, now, Optional.of(now.plusMillis(700)));

        blocklist().block(block);

        assertThat(blocklist().find(address)).contains(block);
        assertThat(listed(address.domain())).containsExactly(block);
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> blocklist().find(address).isEmpty());
        assertThat(listed(address.domain())).isEmpty();
        assertThat(Instant.now()).isAfterOrEqualTo(now.plusMillis(700));
    }

    @Test
    default void shouldListInTheOrderOfAddressesWhenReadPageByPage() {
        String domain = domain();
        // U+FF21 sorts before U+1F600 by code point and UTF-8, but not by char
        List<String> names =
                new ArrayList<>(IntStream.range(100, 160).mapToObj(i -> "c" + i).toList());
        names.addAll(List.of("\uFF41ll", "\uD83D\uDE00"));
        List<Block> blocks = names.stream()
                .map(name -> block(EmailAddress.parse(name + "@" + domain), NOON))
                .toList();
        List<Block> shuffled = new ArrayList<>(blocks);
        java.util.Collections.shuffle(shuffled, new java.util.Random(7));
        blocklist().blockAll(shuffled);
        EmailAddress removed = EmailAddress.parse("c130@" + domain);
        blocklist().remove(removed, NOON.plusSeconds(1), "boss", "a mistake");
        List<Block> expected = blocks.stream()
                .filter(block -> !block.address().equals(removed))
                .toList();

        assertThat(listed(domain)).containsExactlyElementsOf(expected);
        for (int limit : new int[] {1, 7, 1_000}) {
            List<Block> read = new ArrayList<>();
            Optional<EmailAddress> after = Optional.empty();
            List<Block> page;
            do {
                page = blocklist().list(after, limit);
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                read.addAll(page);
                after = page.stream().map(Block::address).reduce((earlier, later) -> later);
            } while (page.size() == limit);
            assertThat(of(domain, read)).as("pages of %d", limit).containsExactlyElementsOf(expected);
        }
    }

    /** Every block of a domain, in the order of the list. */
    private List<Block> listed(String domain) {
        return of(domain, blocklist().list(Optional.empty(), Blocklist.MOST_LISTED));
    }

    private static List<Block> of(String domain, List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.address().domain().equals(domain))
                .toList();
    }

    @Test
    default void shouldTellTheNewestEventsFirstAndEachOnce() {
        EmailAddress address = address();
        Block block = block(address, NOON);
        blocklist().block(block);
        blocklist().remove(address, NOON.plusSeconds(5), "chief", "wrote from there");
        blocklist().block(block);
        blocklist().remove(address, NOON.plusSeconds(5), "chief", "wrote from there");

        assertThat(blocklist().history(address))
                .containsExactly(
                        new Blocklist.Event(NOON.plusSeconds(5), false, "chief", "wrote from there"),
                        new Blocklist.Event(NOON, true, "boss", "she asked for it"));
        assertThat(blocklist().history(address())).isEmpty();
    }

    @Test
    default void shouldTellAtMostOneHundredEvents() {
        EmailAddress address = address();
        for (int i = 0; i < 103; i++) {
            blocklist().block(block(address, NOON.plusSeconds(i)));
        }

        assertThat(blocklist().history(address))
                .hasSize(Blocklist.MOST_EVENTS)
                .extracting(Blocklist.Event::at)
                .startsWith(NOON.plusSeconds(102))
                .endsWith(NOON.plusSeconds(3));
    }
}
