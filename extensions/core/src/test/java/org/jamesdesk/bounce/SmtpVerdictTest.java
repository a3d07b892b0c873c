package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpVerdictTest {
    private static final String NOON = "2026-11-20T12:00:00Z";

    @ParameterizedTest(name = "{0} {1} {2} at {3}: {4} {5}, {6}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
            550 | 5.1.1  | No such user here                                          | rcpt      | hard | noSuchAddress      | blocks
            550 | ''     | No such user here                                          | rcpt      | hard | noSuchAddress      | blocks
            550 | 5.1.10 | RESOLVER.ADR.RecipientNotFound                             | rcpt      | hard | noSuchAddress      | blocks
            551 | 5.1.6  | The recipient has moved                                    | rcpt      | hard | addressMoved       | blocks
            556 | 5.1.10 | x.example accepts no mail (null MX)                        | connect   | hard | takesNoMail        | blocks
            550 | 5.2.1  | The email account that you tried to reach is disabled      | rcpt      | hard | mailboxDisabled    | blocks
            550 | 5.7.124 | Sender not in allowed-senders list of the group           | rcpt      | hard | refusedByRecipient | blocks
            552 | 5.2.2  | The mailbox is over its quota                              | rcpt      | soft | mailboxFull        | counts
            552 | 5.3.4  | Message size exceeds fixed limit                           | mail      | soft | messageTooLarge    | counts
            451 | 4.7.1  | Greylisting in action, please come back later              | rcpt      | soft | rateLimited        | counts
            450 | 4.1.1  | User unknown in virtual mailbox table                      | rcpt      | soft | noSuchAddress      | counts
            421 | 4.3.2  | Service shutting down                                      | connect   | soft | unreachable        | counts
            550 | 5.7.1  | Message rejected due to local policy                       | endOfData | hard | policy             | none
            550 | 5.7.1  | Access denied                                              | rcpt      | hard | policy             | none
            554 | 5.7.1  | Service unavailable; client host blocked using Spamhaus    | rcpt      | hard | reputation         | none
            550 | 5.7.26 | Unauthenticated email is not accepted due to DMARC policy  | endOfData | hard | notAuthenticated   | none
            554 | 5.7.1  | Your message looks like SPAM                               | endOfData | hard | spam               | none
            552 | 5.7.0  | Our system detected a virus in the message                 | endOfData | hard | virus              | none
            550 | 5.7.1  | Relaying denied                                            | rcpt      | hard | relayDenied        | none
            530 | 5.7.0  | Must issue a STARTTLS command first                        | mail      | hard | securityRequired   | none
            554 | 5.4.14 | Hop count exceeded - possible mail loop                    | endOfData | hard | loop               | none
            501 | 5.5.4  | Invalid arguments                                          | mail      | hard | protocolError      | none
            550 | 5.1.8  | Sender address rejected: Domain not found                  | mail      | hard | senderRefused      | none
            550 | ''     | Xyzzy                                                      | rcpt      | hard | other              | blocks
            550 | 5.2.9  | Xyzzy                                                      | endOfData | hard | other              | blocks
            550 | 5.0.0  | Xyzzy                                                      | endOfData | hard | other              | none
            554 | ''     | Xyzzy                                                      | mail      | hard | other              | none
            """)
    void shouldReadAnAnswer(
            int code, String status, String words, String stage, String hardness, String reason, String consequence) {
        Timeline timeline = Timeline.of("ana@x.example", 1).bounced(NOON, code, status, words, stage(stage));

        Verdict verdict = SmtpVerdict.of(timeline.last());

        assertThat(verdict.hardness().apiName()).isEqualTo(hardness);
        assertThat(verdict.reason().apiName()).isEqualTo(reason);
        assertThat(verdict.addressDead())
                .isEqualTo(
                        verdict.hardness() == Hardness.HARD && verdict.reason().addressDead());
        assertThat(Consequence.of(verdict, timeline.last()).name().toLowerCase(Locale.ROOT))
                .isEqualTo(consequence);
    }

    private static SmtpStage stage(String apiName) {
        for (SmtpStage stage : SmtpStage.values()) {
            if (stage.apiName().equals(apiName)) {
                return stage;
            }
        }
        throw new IllegalArgumentException(apiName);
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            5.1.2 | the domain x.example does not exist or has no mail server               | HARD | NO_SUCH_DOMAIN
            4.4.3 | DNS does not answer for the mail servers of x.example                   | SOFT | SYSTEM_ERROR
            4.4.2 | the connection failed: Connection refused                               | SOFT | UNREACHABLE
            4.4.2 | the connection failed: no user mailbox over quota spam virus            | SOFT | UNREACHABLE
            5.6.7 | the server takes no addresses with other than ASCII letters             | HARD | CONTENT
            """)
    void shouldReadThatNoServerAnswered(String status, String words, Hardness hardness, BounceReason reason) {
        Timeline timeline = Timeline.of("ana@x.example", 1).unanswered(NOON, status, words);

        Verdict verdict = SmtpVerdict.of(timeline.last());

        assertThat(verdict.hardness()).isEqualTo(hardness);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    @Test
    void shouldReadTheAnswerAndNotThatTheDeskGaveUp() {
        Timeline timeline = Timeline.of("ana@x.example", 1)
                .waiting(NOON, 452, "4.2.2", "Mailbox full, after 5 days")
                .givenUp();

        assertThat(timeline.last().text()).startsWith("Given up after the last retry. 452");
        assertThat(SmtpVerdict.of(timeline.last()))
                .isEqualTo(new Verdict(Hardness.SOFT, BounceReason.MAILBOX_FULL, false));
    }

    @Test
    void shouldBelieveTheReport() {
        Timeline timeline = Timeline.of("ana@x.example", 1).reportedFailed(NOON, BounceReason.ADDRESS_MOVED);

        assertThat(SmtpVerdict.of(timeline.last()))
                .isEqualTo(new Verdict(Hardness.HARD, BounceReason.ADDRESS_MOVED, true));
    }

    @Test
    void shouldNotBlockAnAddressThatWasAcceptedBeforeItWasCalledUnknown() {
        Timeline timeline = Timeline.of("ana@x.example", 1).reportedFailed(NOON, BounceReason.OTHER);
        Verdict doubtful = new Verdict(Hardness.HARD, BounceReason.NO_SUCH_ADDRESS, false);

        assertThat(Consequence.of(doubtful, timeline.last())).isEqualTo(Consequence.NONE);
    }

    @Test
    void shouldSayNothingOfTheRecipientWhenTheRelayOfTheSenderRefusesTheLogin() {
        Timeline timeline = Timeline.of("ana@x.example", 1)
                .bounced(NOON, 454, "4.7.0", "Temporary authentication failure", SmtpStage.AUTH);

        assertThat(Consequence.of(SmtpVerdict.of(timeline.last()), timeline.last()))
                .isEqualTo(Consequence.NONE);
    }
}
