package org.jamesdesk.message.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
    private static final ReasonTable REASONS = ReasonTable.table("reasons.txt");

    @Test
    void shouldHaveATableForEachServerAndListEachTable() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(TablesTest.class.getResource("servers")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Servers.all().stream().map(ServerTable::name).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after-acceptance",
                "answers",
                "delay-subjects",
                "delays",
                "failures",
                "final",
                "not-recipients",
                "not-reports",
                "quotations",
                "recipients",
                "returned",
                "senders",
                "signs",
                "subjects",
                "successes"
            })
    void shouldReadEveryTableOfPhrases(String name) {
        assertThat(Phrases.table(name + ".txt").phrases()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 <anna@kunde.example>: Recipient address rejected: User unknown in virtual mailbox table | noSuchAddress",
                "550 No such user here | noSuchAddress",
                "Utilisateur inconnu | noSuchAddress",
                "554 delivery error: This user doesn't have a kunde.example account | noSuchAddress",
                "Host or domain name not found. Name service error for name=kunde.example | noSuchDomain",
                "550 5.1.6 recipient no longer on server: anna@kunde.example | addressMoved",
                "556 5.1.10 Domain does not accept mail (null MX) | takesNoMail",
                "552 5.2.2 Mailbox is full | mailboxFull",
                "El buzón de destino está lleno: buzón lleno | mailboxFull",
                "552 5.3.4 Message size exceeds fixed limit | messageTooLarge",
                "550-5.7.26 Unauthenticated email from zylker.example is not accepted due to DMARC | notAuthenticated",
                "550 SPF check failed for zylker.example | notAuthenticated",
                "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org | reputation",
                "550 5.7.1 Message rejected as spam by content filtering | spam",
                "554 5.7.1 Virus found in message | virus",
                "553 5.1.8 Sender address rejected: Domain not found | senderRefused",
                "554 5.7.1 Relay access denied | relayDenied",
                "550 The email account that you tried to reach is disabled | mailboxDisabled",
                "450 4.2.0 Greylisted, try again later | rateLimited",
                "421 4.7.0 Too many connections from your host | rateLimited",
                "connect to mx.kunde.example[192.0.2.3]:25: Connection timed out | unreachable",
                "retry timeout exceeded | expired",
                "554 5.4.6 Too many hops | loop",
                "530 5.7.0 Must issue a STARTTLS command first | securityRequired",
                "452 4.3.1 Insufficient system storage | systemError"
            })
    void shouldTellTheReasonFromTheWordsOfTheServer(String words, String reason) {
        assertThat(REASONS.of(Words.of(words)).map(BounceReason::apiName)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host spamfilter.kunde.example said: hello",
                "<virus@kunde.example>: see https://kunde.example/mailbox-full",
                "Thank you"
            })
    void shouldNotTellAReasonFromNamesAndLinks(String words) {
        assertThat(REASONS.of(Words.of(words))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, noSuchAddress",
        "4.2.2, mailboxFull",
        "5.3.2, takesNoMail",
        "4.3.2, unreachable",
        "5.7.26, notAuthenticated"
    })
    void shouldTellTheReasonFromAStatusCodeWhenTheWordsTellNone(String status, String reason) {
        DeliveryReport report = Judgement.of(
                new Finding(
                        Optional.of("anna@kunde.example"), Optional.of(DeliveryAction.FAILED), Optional.of(status), ""),
                List.of(),
                words -> Optional.empty(),
                false,
                DeliveryAction.FAILED,
                Optional.empty());

        assertThat(report.reason().apiName()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour: red",
                "recipient: no placeholder",
                "recipient: {address} and {address}",
                "recipient: * * * {address}",
                "reason: unheardOf: words",
                "text: *",
                "from: only@kunde.example"
            })
    void shouldRefuseATableThatCannotBeRead(String row) {
        assertThatThrownBy(() -> ServerTable.of("broken", List.of(row))).isInstanceOf(IllegalArgumentException.class);
    }
}
