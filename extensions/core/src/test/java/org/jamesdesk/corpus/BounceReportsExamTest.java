package org.jamesdesk.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceLimits;
import org.jamesdesk.bounce.BounceReports;
import org.jamesdesk.bounce.DomainGuard;
import org.jamesdesk.bounce.Outcomes;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.report.Hardness;
import org.jamesdesk.ticket.Entry;
import org.jamesdesk.ticket.EntryBuilder;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What real reports do when they come to the envelope sender of a delivery, and that mails which are none do nothing. Where the
 * corpora are present (property {@code desk.corpora}); each mail meets a desk of its own, with a delivery for each recipient
 * that the mail should report on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BounceReportsExamTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Corpora corpora = Corpora.configured();
    private final MessageReader reader = new MessageReader();
    private final Sheet sheet = new Sheet();
    private final List<String> falselyBlocked = new ArrayList<>();

    /** A desk that has sent a mail to each of the recipients. */
    private final class OneDesk {
        private final SettableClock clock = new SettableClock(NOON);
        private final InMemoryDesk desk = new InMemoryDesk(clock);
        private final DeskTokens tokens =
                new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock);
        private final List<Delivery> deliveries;
        private final BounceReports reports;

        OneDesk(Set<String> recipients) {
            EntryBuilder reply = EntryBuilder.opening(new TicketNumber(1));
            recipients.forEach(reply::sentTo);
            Entry entry = reply.build();
            desk.tickets().append(entry);
            deliveries = entry.deliveries();
            Outcomes outcomes = new Outcomes(
                    desk.bounces(),
                    desk.signsOfLife(),
                    desk.domainHealth(),
                    new DomainGuard(
                            desk.domainHealth(), desk.blocklist(), (key, subject, text) -> {}, BounceLimits.DEFAULT),
                    desk.blocklist(),
                    desk.deliveryResults(),
                    desk.ticketHistory(),
                    BounceLimits.DEFAULT);
            reports = new BounceReports(
                    tokens, desk.deliveries(), desk.claims(), desk.ticketHistory(), List.of(outcomes), clock);
        }

        void take(CorpusMail mail) {
            ReadMessage read = reader.read(RawMessage.of(mail.bytes()), Optional.<EmailAddress>empty());
            for (Delivery delivery : deliveries) {
                reports.take(tokens.envelopeSender(delivery.ticket(), delivery.id(), NOON), read);
            }
        }

        /** What stands in the timelines of the deliveries. */
        List<Attempt> noted() {
            return deliveries.stream()
                    .flatMap(delivery -> desk.deliveries().find(delivery.ticket(), delivery.id()).stream())
                    .flatMap(delivery -> delivery.attempts().stream())
                    .filter(entry -> entry.kind() == AttemptKind.REPORT)
                    .toList();
        }

        boolean blocks() {
            return !desk.blocklist().list(Optional.empty(), 1).isEmpty();
        }
    }

    @BeforeAll
    void takeEveryMail() throws IOException {
        if (corpora.arePresent()) {
            corpora.mails("bounces").forEach(this::judge);
            sheet.lines().forEach(System.out::println);
        }
    }

    /** Before each test and not before all: tests that are skipped all at once appear in no report. */
    @BeforeEach
    void skipWithoutMails() {
        assumeTrue(corpora.arePresent(), "The mail corpora are absent, nothing is scored: set -Ddesk.corpora");
    }

    private void judge(CorpusMail mail) {
        String wanted = mail.expected().requiredText("kind");
        boolean isReport = wanted.equals("bounce") || wanted.equals("delay");
        OneDesk desk = new OneDesk(recipients(mail));
        desk.take(mail);
        if (isReport) {
            judgeReport(mail, desk);
        } else if (!mail.expected().texts("kind_alt").contains("bounce")) {
            sheet.add("no report, and blocks nobody", !desk.blocks(), mail);
            if (desk.blocks()) {
                falselyBlocked.add(mail.id());
            }
        }
    }

    private void judgeReport(CorpusMail mail, OneDesk desk) {
        sheet.add("report noted", !desk.noted().isEmpty(), mail);
        List<Verdict> verdicts =
                desk.noted().stream().flatMap(entry -> entry.verdict().stream()).toList();
        if (mail.expected().requiredText("kind").equals("delay")) {
            sheet.add("delay ends no delivery", verdicts.isEmpty(), mail);
            return;
        }
        mail.expected()
                .text("strict")
                .ifPresent(strict -> sheet.add(
                        "hard or soft, where all sources agree",
                        verdicts.stream().anyMatch(verdict -> verdict.hardness() == Hardness.HARD)
                                        == strict.equals("hard")
                                && !verdicts.isEmpty(),
                        mail));
        mail.expected().flag("hard").ifPresent(dead -> {
            sheet.add(
                    "address dead, as the corpus judges",
                    verdicts.stream().anyMatch(Verdict::addressDead) == dead,
                    mail);
            if (dead) {
                sheet.add("a dead address is blocked", desk.blocks(), mail);
            }
        });
    }

    /** For a mail that reports on nobody anybody. */
    private static Set<String> recipients(CorpusMail mail) {
        Set<String> recipients = new TreeSet<>();
        mail.expected().objects("records").stream()
                .flatMap(record ->
                        Stream.concat(record.text("recipient").stream(), record.texts("recipient_alt").stream()))
                .filter(recipient -> EmailAddress.tryParse(recipient).isPresent())
                .forEach(recipients::add);
        return recipients.isEmpty() ? Set.of("ana@customer.example") : recipients;
    }

    @ParameterizedTest(name = "{0}, at least {1} %")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            report noted                          | 99
            hard or soft, where all sources agree | 97
            address dead, as the corpus judges    | 95
            delay ends no delivery                | 95
            a dead address is blocked             | 95
            """)
    void shouldReachTheBar(String row, double bar) {
        Score score = sheet.score(row).orElseThrow();

        assertThat(score.percent())
                .as("%s: %s of %s", row, score.hits(), score.total())
                .isGreaterThanOrEqualTo(bar);
    }

    @Test
    void shouldBlockNobodyForAMailThatIsNoReport() {
        assertThat(falselyBlocked).isEmpty();
    }
}
