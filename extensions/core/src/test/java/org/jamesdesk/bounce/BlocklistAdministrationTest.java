package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlocklistAdministrationTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final EmailAddress ANA = EmailAddress.parse("ana@x.example");
    private static final BounceId BOUNCE = new BounceId("0123456789abcdef0123456789abcdef");

    private final SettableClock clock = new SettableClock(NOON);
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final Blocklist blocklist = desk.blocklist();
    private final BlocklistAdministration administration =
            new BlocklistAdministration(blocklist, desk.signsOfLife(), clock);

    private static Block bounced(Instant at) {
        return new Block(
                ANA,
                BlockCause.HARD_BOUNCE,
                "550 5.1.1 no such user",
                at,
                Block.BY_DESK,
                Optional.empty(),
                List.of(BOUNCE));
    }

    @Test
    void shouldRecordWhoBlockedWhenAndWhyR99() {
        assertThat(administration.block("boss", ANA, " she asked for it ", Optional.of(NOON.plusSeconds(60))))
                .isTrue();

        assertThat(blocklist.find(ANA))
                .contains(new Block(
                        ANA,
                        BlockCause.MANUAL,
                        "she asked for it",
                        NOON,
                        "boss",
                        Optional.of(NOON.plusSeconds(60)),
                        List.of()));
        assertThat(blocklist.history(ANA)).containsExactly(new Blocklist.Event(NOON, true, "boss", "she asked for it"));
    }

    @Test
    void shouldKeepTheEvidenceWhenAnAdministratorReplacesABlockOfAFasterClock() {
        blocklist.block(bounced(NOON.plusSeconds(3)));

        assertThat(administration.block("boss", ANA, "gone for good", Optional.empty()))
                .isFalse();

        Block now = blocklist.find(ANA).orElseThrow();
        assertThat(now.reason()).isEqualTo("gone for good");
        assertThat(now.evidence()).containsExactly(BOUNCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "bell\u0007", "para\u2029graph"})
    void shouldRefuseAReasonThatIsNoLineOfText(String reason) {
        assertThatThrownBy(() -> administration.block("boss", ANA, reason, Optional.empty()))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith("reason: ")
                .hasMessageEndingWith(" expected");
        assertThatThrownBy(() -> administration.remove("boss", ANA, reason))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageStartingWith("why: ");
    }

    @Test
    void shouldRefuseAReasonOfMoreThanOneThousandCharacters() {
        administration.block("boss", ANA, "x".repeat(1_000), Optional.empty());

        assertThatThrownBy(() -> administration.block("boss", ANA, "x".repeat(1_001), Optional.empty()))
                .hasMessage("reason: 1 to 1000 characters expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-10T12:00:00Z", "2020-01-01T00:00:00Z", "2127-01-01T00:00:00Z"})
    void shouldRefuseAnEndThatIsNotInTheFuture(Instant until) {
        assertThatThrownBy(() -> administration.block("boss", ANA, "x", Optional.of(until)))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessage("until: " + until + " is not in the future; a time within the next hundred years expected");
        assertThat(blocklist.find(ANA)).isEmpty();
    }

    @Test
    void shouldCountSoftBouncesAnewWhenAnAddressIsTakenOffR97() {
        blocklist.block(bounced(NOON.minusSeconds(5)));

        administration.remove("boss", ANA, "wrote from there");

        assertThat(blocklist.find(ANA)).isEmpty();
        assertThat(desk.signsOfLife().last(ANA)).contains(NOON);
        assertThat(blocklist.history(ANA).get(0))
                .isEqualTo(new Blocklist.Event(NOON, false, "boss", "wrote from there"));
    }

    @Test
    void shouldTakeOffABlockOfAFasterClock() {
        blocklist.block(bounced(NOON.plusSeconds(3)));

        administration.remove("boss", ANA, "wrote from there");

        assertThat(blocklist.find(ANA)).isEmpty();
    }

    @Test
    void shouldRecordNothingWhenAnAddressIsTakenOffThatIsNotThere() {
        administration.remove("boss", ANA, "to be sure");

        assertThat(blocklist.history(ANA)).isEmpty();
        assertThat(desk.signsOfLife().last(ANA)).isEmpty();
    }

    private BlocklistAdministration.Imported importCsv(String csv) {
        return administration.importCsv("boss", csv.getBytes(StandardCharsets.UTF_8));
    }

    private static String exported(BlocklistAdministration administration) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        administration.exportCsv(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldReadColumnsInAnyOrderAndBlockNowInTheNameOfWhoBringsThem() {
        assertThat(
                        importCsv(
                                """
                        until,reason,address,at,by
                        2026-04-01,"complained, twice",Ana@x.example,2001-01-01T00:00:00Z,somebody

                        ,,bob@x.example,,
                        """))
                .isEqualTo(new BlocklistAdministration.Imported(2, 0, 0));

        assertThat(blocklist.list(Optional.empty(), 10))
                .containsExactly(
                        new Block(
                                ANA,
                                BlockCause.MANUAL,
                                "complained, twice",
                                NOON,
                                "boss",
                                Optional.of(Instant.parse("2026-04-01T00:00:00Z")),
                                List.of()),
                        new Block(
                                EmailAddress.parse("bob@x.example"),
                                BlockCause.MANUAL,
                                "imported",
                                NOON,
                                "boss",
                                Optional.empty(),
                                List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "address\nana@x.example",
                "\uFEFFAddress;Reason\r\nana@x.example;\r\n",
                "reason;address\n;ana@x.example\n"
            })
    void shouldReadWhatSpreadsheetsWrite(String csv) {
        assertThat(importCsv(csv).imported()).isEqualTo(1);
        assertThat(blocklist.find(ANA)).isPresent();
    }

    @Test
    void shouldLeaveBlockedAddressesAsTheyAreAndOutWhatHasEnded() {
        Block before = bounced(NOON.minusSeconds(9));
        blocklist.block(before);

        assertThat(importCsv("address,until\nANA@x.example,\nbob@x.example,\nold@x.example,2026-03-10T12:00:00Z\n"))
                .isEqualTo(new BlocklistAdministration.Imported(1, 1, 1));
        assertThat(importCsv("address\nana@x.example\nbob@x.example\n"))
                .isEqualTo(new BlocklistAdministration.Imported(0, 2, 0));

        assertThat(blocklist.find(ANA)).contains(before);
        assertThat(blocklist.find(EmailAddress.parse("old@x.example"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | line 1: a header expected: address,reason,until",
                "address,adress | line 1: 'adress' is no column; a header of these expected: address,cause,reason,at,by,until,evidence",
                "ana@x.example | line 1: 'ana@x.example' is no column; a header of these expected: address,cause,reason,at,by,until,evidence",
                "reason,until | line 1: the column address is needed; of these: address,cause,reason,at,by,until,evidence",
                "address,address | line 1: address stands there twice",
                "address~ana | line 2: address: 'ana' is not an e-mail address: local@domain expected",
                "address,reason~,x | line 2: address: an address expected",
                "address,reason~ana@x.example | line 2: 1 cells; as many as the header has columns expected: 2",
                "address~a@x.example~~b@x.example~A@X.example | line 5: address: A@x.example stands in line 2 as well",
                "address,until~a@x.example,soon | line 2: until: a date such as 2026-03-31, or a time such as 2026-03-31T18:00:00Z, expected",
                "address,cause~a@x.example,spite | line 2: cause: hardBounce, softBounces or manual expected",
                "address,evidence~a@x.example,x | line 2: evidence: a bounce id has 32 lower-case hex digits",
                "address,reason~a@x.example,\"two~lines\" | line 3: reason: one line without control characters expected",
                "address,reason~b,~c,~a@x.example, | line 2: address: 'b' is not an e-mail address: local@domain expected; line 3: address: 'c' is not an e-mail address: local@domain expected",
                "address~\"ana\"x@x.example | line 2: not CSV; a cell that begins with a quotation mark must end with one, and those in it be doubled",
            })
    void shouldNameLineColumnAndRuleAndChangeNothing(String csv, String message) {
        assertThatThrownBy(() -> importCsv(csv.replace('~', '\n')))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessage(message);
        assertThat(blocklist.list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void shouldRefuseAnotherCharacterSetThanUtf8() {
        byte[] csv = "address,reason\na@x.example,não".getBytes(Charset.forName("windows-1252"));

        assertThatThrownBy(() -> administration.importCsv("boss", csv))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessage("line 2: not UTF-8; save the file as CSV in UTF-8");
    }

    @Test
    void shouldNameTenMistakesAtMost() {
        String csv = "address\n" + "nobody\n".repeat(20);

        assertThatThrownBy(() -> importCsv(csv))
                .hasMessageContaining("line 11: ")
                .hasMessageNotContaining("line 12: ");
    }

    @Test
    void shouldRefuseMoreThanOneHundredThousandAddresses() {
        String csv = "address\n"
                + IntStream.rangeClosed(0, BlocklistCsv.MOST_LINES)
                        .mapToObj(i -> "c" + i + "@x.example\n")
                        .collect(Collectors.joining());

        assertThatThrownBy(() -> importCsv(csv)).hasMessage("body: at most 100000 addresses; send it in parts");
        assertThat(blocklist.list(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void shouldWriteALineForEachAddress() throws IOException {
        blocklist.block(bounced(NOON));
        administration.block(
                "boss",
                EmailAddress.parse("jörg@bücher.example"),
                "said \"no\", twice",
                Optional.of(NOON.plusSeconds(9)));

        assertThat(exported(administration))
                .isEqualTo("address,cause,reason,at,by,until,evidence\r\n"
                        + "ana@x.example,hardBounce,550 5.1.1 no such user,2026-03-10T12:00:00Z,desk,,"
                        + "0123456789abcdef0123456789abcdef\r\n"
                        + "jörg@bücher.example,manual,\"said \"\"no\"\", twice\",2026-03-10T12:00:00Z,boss,"
                        + "2026-03-10T12:00:09Z,\r\n");
    }

    @Test
    void shouldNotLetASpreadsheetComputeWhatAServerSaid() throws IOException {
        administration.block(
                "@boss", EmailAddress.parse("=cmd@x.example"), "=HYPERLINK(\"http://evil\")", Optional.empty());
        administration.block("+boss", EmailAddress.parse("'+'@x.example"), "'=1+1", Optional.empty());

        assertThat(exported(administration).lines().skip(1))
                .containsExactly(
                        "''+'@x.example,manual,''=1+1,2026-03-10T12:00:00Z,'+boss,,",
                        "'=cmd@x.example,manual,\"'=HYPERLINK(\"\"http://evil\"\")\",2026-03-10T12:00:00Z,'@boss,,");
    }

    /** Where a semicolon parts the cells, a spreadsheet takes what stands behind one in a reason for a cell. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "550 gone;=cmd!A0 | 550 gone;'=cmd!A0",
                "a; +b;-c;@d | a; '+b;'-c;'@d",
                "a;'=b; ''=c | a;''=b; '''=c",
                "=a;=b | '=a;'=b",
                "a;\"=b\" | \"a;\"\"'=b\"\"\"",
                "a;b=c;'d;- | a;b=c;'d;'-",
            })
    void shouldNotLetASpreadsheetComputeWhatStandsBehindASemicolon(String reason, String cell) throws IOException {
        administration.block("boss", EmailAddress.parse("ana@x.example"), reason, Optional.empty());

        assertThat(exported(administration).lines().skip(1))
                .containsExactly("ana@x.example,manual," + cell + ",2026-03-10T12:00:00Z,boss,,");
    }

    @Test
    void shouldReadWhatItWroteOnAnotherDesk() throws IOException {
        List<String> names = List.of(
                "=cmd",
                "'=cmd",
                "''-x",
                "'ana'",
                "+1",
                "-1",
                "\"a b, \\\"c\\\"\"",
                "jörg",
                "用户",
                "a&b",
                "\uD83D\uDE00",
                "x",
                "\"a;=b\"",
                "\"a; '+b\"",
                "e",
                "f",
                "g",
                "h");
        List<String> reasons = List.of(
                "=1",
                "'=1",
                "'",
                "''",
                "'quoted'",
                "a;b",
                "a,b",
                "\"",
                "ends with \"",
                "@SUM(A1)",
                "\u2009x",
                "- x -",
                "a;=b",
                "a;'=b",
                "a; +b; ''-c;;@d",
                "=a;=b;'c;d=e",
                "a;\"=b\"; '\"=c",
                "a;");
        IntStream.range(0, names.size())
                .mapToObj(i -> new Block(
                        EmailAddress.parse(names.get(i) + "@x.example"),
                        BlockCause.values()[i % 3],
                        reasons.get(i).strip(),
                        NOON.minusSeconds(i),
                        "boss",
                        i % 2 == 0 ? Optional.empty() : Optional.of(NOON.plus(Duration.ofDays(i))),
                        i % 3 == 0 ? List.of(BOUNCE, BOUNCE) : List.of()))
                .forEach(blocklist::block);
        InMemoryDesk otherDesk = new InMemoryDesk(clock);
        BlocklistAdministration other =
                new BlocklistAdministration(otherDesk.blocklist(), otherDesk.signsOfLife(), clock);

        String csv = exported(administration);
        assertThat(other.importCsv("chief", csv.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new BlocklistAdministration.Imported(names.size(), 0, 0));

        assertThat(otherDesk.blocklist().list(Optional.empty(), 100))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at", "by")
                .isEqualTo(blocklist.list(Optional.empty(), 100));
        assertThat(importCsv(csv).alreadyBlocked()).isEqualTo(names.size());
    }

    @Test
    void shouldExportMoreThanAPage() throws IOException {
        importCsv("address\n"
                + IntStream.range(0, 2_000)
                        .mapToObj(i -> "c" + i + "@x.example\n")
                        .collect(Collectors.joining()));

        assertThat(exported(administration).lines()).hasSize(2_001).doesNotHaveDuplicates();
    }
}
