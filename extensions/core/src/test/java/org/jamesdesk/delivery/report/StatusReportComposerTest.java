package org.jamesdesk.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jamesdesk.delivery.report.Deliveries.WRITTEN;
import static org.jamesdesk.delivery.report.Deliveries.attempt;
import static org.jamesdesk.delivery.report.Deliveries.refused;

import com.sun.mail.dsn.DeliveryStatus;
import com.sun.mail.dsn.MultipartReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.InternetHeaders;
import javax.mail.internet.MimeMessage;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.report.StatusReport.Kind;
import org.jamesdesk.delivery.report.StatusReportComposer.Letterhead;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.DeliveryAction;
import org.jamesdesk.message.report.DeliveryReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReportComposerTest {
    private static final RawMessage ORIGINAL = mail(
            "Message-ID: <t42.fedc.sig@desk.example>",
            "From: Support <support@desk.example>",
            "To: gone@customer.example",
            "Bcc: secret@customer.example",
            "X-Desk-Delivery: inside",
            "Subject: =?UTF-8?Q?Re:_Fatura_n=C3=A3o_chegou?=",
            "Date: Sun, 22 Nov 2026 10:00:00 +0000",
            "",
            "the body stays here");

    private final MessageReader reader = new MessageReader();
    private final StatusReportComposer composer = new StatusReportComposer("mx.desk.example", reader);

    private static RawMessage mail(String... lines) {
        return RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static StatusReport failed(Delivery delivery) {
        return new StatusReport(
                Kind.FAILED,
                delivery,
                delivery.attempts().get(delivery.attempts().size() - 1),
                BounceReason.NO_SUCH_ADDRESS,
                Optional.empty());
    }

    private RawMessage compose(StatusReport report) {
        return compose(report, ORIGINAL);
    }

    private RawMessage compose(StatusReport report, RawMessage original) {
        return composer.compose(
                report,
                new Letterhead(
                        "r1@desk.example",
                        Mailbox.of(EmailAddress.parse("support@desk.example")),
                        new Mailbox("Ana", EmailAddress.parse("ana@zylker.example"))),
                original);
    }

    private static String text(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DeliveryReport readBack(RawMessage raw) {
        ReadMessage read = reader.read(raw, Optional.empty());
        assertThat(read.deliveryReports()).hasSize(1);
        return read.deliveryReports().get(0);
    }

    /** As another program reads it. */
    private static MultipartReport parsed(RawMessage raw) {
        try (InputStream in = raw.open()) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            return new MultipartReport(message.getDataHandler().getDataSource());
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldBeReadByTheDeskAsTheFailureItTells() {
        RawMessage raw =
                compose(failed(Deliveries.to("gone@customer.example", refused("550 5.1.1 No such user here"))));
        ReadMessage read = reader.read(raw, Optional.empty());
        DeliveryReport report = readBack(raw);

        assertThat(read.kind()).isEqualTo(MessageKind.DELIVERY_FAILURE);
        assertThat(read.automatic()).isTrue();
        assertThat(read.answerable()).isFalse();
        assertThat(read.messageId()).contains("r1@desk.example");
        assertThat(read.inReplyTo()).containsExactly("t42.fedc.sig@desk.example");
        assertThat(read.from())
                .contains(new Mailbox("Mail Delivery System", EmailAddress.parse("support@desk.example")));
        assertThat(read.to()).containsExactly(new Mailbox("Ana", EmailAddress.parse("ana@zylker.example")));
        assertThat(read.problems()).isEmpty();
        assertThat(report.recipient()).contains("gone@customer.example");
        assertThat(report.action()).isEqualTo(DeliveryAction.FAILED);
        assertThat(report.status()).contains("5.1.1");
        assertThat(report.reason()).isEqualTo(BounceReason.NO_SUCH_ADDRESS);
        assertThat(report.diagnostic()).isEqualTo("550 5.1.1 No such user here");
        assertThat(report.originalMessageId()).contains("t42.fedc.sig@desk.example");
    }

    @Test
    void shouldHaveTheFieldsOfRfc3464WhenAnotherProgramReadsIt() throws Exception {
        Attempt late = attempt(Optional.of(451), Optional.of("4.7.1"), "451 4.7.1 Greylisted", DeliveryState.WAITING);
        RawMessage raw = compose(new StatusReport(
                Kind.DELAYED,
                Deliveries.to("slow@customer.example", late),
                late,
                BounceReason.RATE_LIMITED,
                Optional.of(WRITTEN.plus(Duration.ofDays(3)))));
        MultipartReport report = parsed(raw);
        DeliveryStatus status = (DeliveryStatus) report.getReport();

        assertThat(report.getCount()).isEqualTo(3);
        assertThat(report.getContentType()).contains("report-type=delivery-status");
        InternetHeaders message = status.getMessageDSN();
        assertThat(message.getHeader("Reporting-MTA", null)).isEqualTo("dns; mx.desk.example");
        assertThat(message.getHeader("Original-Envelope-Id", null)).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(message.getHeader("Arrival-Date", null)).isEqualTo("Sun, 22 Nov 2026 10:00:00 +0000");
        assertThat(status.getRecipientDSNCount()).isEqualTo(1);
        InternetHeaders recipient = status.getRecipientDSN(0);
        assertThat(recipient.getHeader("Original-Recipient", null)).isEqualTo("rfc822; slow@customer.example");
        assertThat(recipient.getHeader("Final-Recipient", null)).isEqualTo("rfc822; slow@customer.example");
        assertThat(recipient.getHeader("Action", null)).isEqualTo("delayed");
        assertThat(recipient.getHeader("Status", null)).isEqualTo("4.7.1");
        assertThat(recipient.getHeader("Remote-MTA", null)).isEqualTo("dns; mx.customer.example");
        assertThat(recipient.getHeader("Diagnostic-Code", null)).isEqualTo("smtp; 451 4.7.1 Greylisted");
        assertThat(recipient.getHeader("Last-Attempt-Date", null)).isEqualTo("Sun, 22 Nov 2026 10:01:00 +0000");
        assertThat(recipient.getHeader("Will-Retry-Until", null)).isEqualTo("Wed, 25 Nov 2026 10:00:00 +0000");
        assertThat(report.getReturnedMessage().getHeader("Message-ID")).containsExactly("<t42.fedc.sig@desk.example>");
        assertThat(report.getReturnedMessage().getSubject()).isEqualTo("Re: Fatura não chegou");
        assertThat(readBack(raw).action()).isEqualTo(DeliveryAction.DELAYED);
    }

    @Test
    void shouldTellNobodyOfBlindRecipientsOrOfTheBody() {
        String raw = text(compose(failed(Deliveries.to("gone@customer.example", refused("550 no")))));

        assertThat(raw).doesNotContain("secret@customer.example", "X-Desk-", "the body stays here");
        assertThat(raw).contains("Auto-Submitted: auto-replied");
    }

    @ParameterizedTest
    @EnumSource(BounceReason.class)
    void shouldSayEveryReasonInThreeLanguages(BounceReason reason) {
        Delivery delivery = Deliveries.to("gone@customer.example", refused("550 5.1.1 Nobody"));
        StatusReport report =
                new StatusReport(Kind.FAILED, delivery, delivery.attempts().get(0), reason, Optional.empty());
        String text = reader.read(compose(report)).text();

        assertThat(text.split("\\* \\* \\*")).hasSize(3).allSatisfy(part -> assertThat(part)
                .contains("gone@customer.example", "42", "mx.customer.example", "550 5.1.1 Nobody")
                .contains("Re: Fatura não chegou")
                .doesNotContain("%"));
        assertThat(text).contains("Motivo:", "Why:", "Por qué:");
    }

    @Test
    void shouldSayUntilWhenItIsTriedWhenItIsLate() {
        Attempt late = attempt(Optional.empty(), Optional.of("4.4.1"), "connect: refused", DeliveryState.WAITING);
        RawMessage raw = compose(new StatusReport(
                Kind.DELAYED,
                Deliveries.to("slow@customer.example", late, late),
                late,
                BounceReason.UNREACHABLE,
                Optional.of(WRITTEN.plus(Duration.ofDays(3)))));

        assertThat(reader.read(raw).text())
                .contains("2026-11-25 10:00 UTC", "tried 2 times", "This mail server noted:", "connect: refused");
        assertThat(reader.read(raw).subject()).contains("Delayed", "slow@customer.example");
        assertThat(text(raw)).contains("Diagnostic-Code: X-James-Desk; connect: refused");
    }

    @Test
    void shouldSayWhyNothingWasSentWhenTheAddressIsBlocked() {
        Attempt decision = new Attempt(
                WRITTEN,
                AttemptKind.DECISION,
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "gone@customer.example is blocked since a hard bounce",
                DeliveryState.BLOCKED,
                Duration.ZERO,
                Optional.empty());
        RawMessage raw = compose(new StatusReport(
                Kind.BLOCKED,
                Deliveries.to("gone@customer.example", decision),
                decision,
                BounceReason.OTHER,
                Optional.empty()));

        assertThat(readBack(raw).action()).isEqualTo(DeliveryAction.FAILED);
        assertThat(readBack(raw).status()).contains("5.7.1");
        assertThat(reader.read(raw).text())
                .contains("was not sent to gone@customer.example", "is blocked since a hard bounce");
        assertThat(text(raw)).doesNotContain("Remote-MTA", "Last-Attempt-Date");
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, 5.2.2, 5.2.2",
        "FAILED, 4.2.2, 5.4.7",
        "FAILED, , 5.0.0",
        "FAILED, 2.0.0, 5.0.0",
        "FAILED, 5.1, 5.0.0",
        "DELAYED, 4.2.2, 4.2.2",
        "DELAYED, 5.2.2, 4.0.0",
        "DELAYED, , 4.0.0"
    })
    void shouldGiveAStatusOfTheClassOfItsAction(Kind kind, String known, String told) {
        Attempt entry = attempt(Optional.empty(), Optional.ofNullable(known), "x", DeliveryState.WAITING);
        StatusReport report = new StatusReport(
                kind, Deliveries.to("a@b.example", entry), entry, BounceReason.OTHER, Optional.empty());

        assertThat(report.status()).isEqualTo(told);
        assertThat(text(compose(report))).contains("Status: " + told + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dörte+neu=x@müller.example", "用户@例子.example", "josé@customer.example"})
    void shouldNameInternationalAddressesAsRfc6533Says(String address) {
        RawMessage raw = compose(failed(Deliveries.to(address, refused("550 5.1.1 gone"))));

        assertThat(text(raw)).contains("Content-Type: message/global-delivery-status");
        assertThat(readBack(raw).recipient()).contains(address);
        assertThat(readBack(raw).status()).contains("5.1.1");
    }

    @Test
    void shouldReturnAnInternationalHeader() {
        RawMessage original =
                mail("Message-ID: <1@desk.example>", "To: josé@customer.example", "Subject: olá", "", "x");
        RawMessage raw = compose(failed(Deliveries.to("josé@customer.example", refused("550 5.1.1 gone"))), original);

        assertThat(text(raw)).contains("Content-Type: message/global-headers");
        assertThat(readBack(raw).originalMessageId()).contains("1@desk.example");
        assertThat(text(raw).chars().allMatch(c -> c < 0x80)).isTrue();
    }

    @Test
    void shouldStayBoundedWhenTheHeaderIsHuge() {
        String[] lines = new String[3_002];
        Arrays.fill(lines, "X-Filler: " + "x".repeat(500));
        lines[0] = "Message-ID: <1@desk.example>";
        lines[1] = "no field at all";
        lines[3_000] = "";
        RawMessage raw =
                compose(failed(Deliveries.to("gone@customer.example", refused("550 5.1.1 gone"))), mail(lines));

        assertThat(raw.size()).isLessThan(64_000);
        assertThat(text(raw)).doesNotContain("no field at all");
        assertThat(readBack(raw).originalMessageId()).contains("1@desk.example");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameReport() {
        StatusReport report = failed(Deliveries.to("gone@customer.example", refused("550 5.1.1 gone")));

        assertThat(text(compose(report))).isEqualTo(text(compose(report)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 x\r\nAction: delivered\r\nStatus: 2.0.0",
                "550 x\r\n\r\nFinal-Recipient: rfc822; other@customer.example\r\nAction: delivered",
                "550 x\r\n--=_\r\nContent-Type: text/html\r\n\r\n<b>",
                "550 5.1.1 \u0000\u0007\u001b[31m red \u202e neddih \u2028 line \u0085 next",
                "550 \ud83d half a pair, and a whole one \ud83d\ude00",
                "550 5.1.1 ação não permitida: 用户不存在",
                "%s %n %1$s {0} ${jndi:ldap://x}"
            })
    void shouldHoldEverythingTheOtherServerSaysInOneField(String said) {
        assertIntact(said);
    }

    /** Words that readers look for, in any order, of any length, around every fold. */
    @Test
    void shouldHoldWhateverIsSaidInOneFieldWhateverItIs() {
        Random random = new Random(3464);
        List<String> pieces = List.of(
                "Action:",
                "delivered",
                "Status:",
                "2.0.0",
                "Final-Recipient:",
                "rfc822;",
                "other@customer.example",
                "\r\n",
                "\n\n",
                "\t",
                " ",
                "--=_",
                "é",
                "\ud83d\ude00",
                "x".repeat(300),
                "StatusStatusStatus:",
                "\u0000");
        for (int round = 0; round < 40; round++) {
            StringBuilder said = new StringBuilder("550 5.1.1 ");
            while (said.length() < 200 + random.nextInt(800)) {
                said.append(pieces.get(random.nextInt(pieces.size())));
                said.append(random.nextInt(4) == 0 ? "" : " ");
            }
            assertIntact(said.substring(0, Math.min(said.length(), 1_000)));
        }
    }

    private void assertIntact(String said) {
        RawMessage raw = compose(failed(Deliveries.to("gone@customer.example", refused(said))));
        DeliveryReport report = readBack(raw);

        assertThat(report.recipient()).as(said).contains("gone@customer.example");
        assertThat(report.action()).as(said).isEqualTo(DeliveryAction.FAILED);
        assertThat(report.status()).as(said).contains("5.1.1");
        assertThat(report.originalMessageId()).as(said).contains("t42.fedc.sig@desk.example");
        String line = PlainLine.of(said);
        String answer = line.startsWith("550") ? line : "550 5.1.1 " + line;
        // A word that is longer than a line is cut by a fold, which reads as a space.
        assertThat(report.diagnostic().replace(" ", "")).isEqualTo(answer.replace(" ", ""));
        assertThat(text(raw).lines()).allMatch(any -> any.length() <= 998);
    }
}
