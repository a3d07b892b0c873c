package org.jamesdesk.message.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailReportTest {
    private static final String QMAIL = "Hi. This is the qmail-send program at mx.kunde.example.\n"
            + "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
            + "<anna@kunde.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n";

    private static MailContent mail(String... lines) {
        return new ContentReader()
                .read(RawMessage.of(
                        String.join("\n", lines).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<MessageKind> kind(String... lines) {
        return MailReport.of(mail(lines)).map(MailReport::kind);
    }

    private static String[] status(String... fields) {
        return new String[] {
            "From: MAILER-DAEMON@mx.kunde.example",
            "Subject: Report",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            "",
            "--b",
            "",
            "About your mail.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            String.join("\n", fields),
            "",
            "--b",
            "Content-Type: message/rfc822",
            "",
            "Message-ID: <t1@zylker.example>",
            "",
            "Hello",
            "--b--"
        };
    }

    @Test
    void shouldCallAReportAFailureWhenOneRecipientFailedAndAnotherWaits() {
        MailReport report = MailReport.of(mail(status(
                        "Final-Recipient: rfc822; anna@kunde.example",
                        "Action: delayed",
                        "Status: 4.4.1",
                        "",
                        "Final-Recipient: rfc822; bert@kunde.example",
                        "Action: failed",
                        "Status: 5.1.1")))
                .orElseThrow();

        assertThat(report.kind()).isEqualTo(MessageKind.DELIVERY_FAILURE);
        assertThat(report.deliveries())
                .extracting(DeliveryReport::hardness)
                .containsExactly(Hardness.SOFT, Hardness.HARD);
        assertThat(report.deliveries()).extracting(DeliveryReport::addressDead).containsExactly(false, true);
        assertThat(report.deliveries())
                .extracting(DeliveryReport::originalMessageId)
                .containsOnly(Optional.of("t1@zylker.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivered", "relayed", "expanded"})
    void shouldCallAReportASuccessWhenNothingFailed(String action) {
        assertThat(kind(status("Final-Recipient: rfc822; anna@kunde.example", "Action: " + action, "Status: 2.0.0")))
                .contains(MessageKind.DELIVERY_SUCCESS);
    }

    @Test
    void shouldNotCallTheAddressDeadWhenTheRefusalIsAPolicy() {
        DeliveryReport report = MailReport.of(mail(status(
                        "Final-Recipient: rfc822; anna@kunde.example",
                        "Action: failed",
                        "Status: 5.7.1",
                        "Diagnostic-Code: smtp; 550 5.7.1 Message refused by policy\u0007")))
                .orElseThrow()
                .deliveries()
                .get(0);

        assertThat(report.hardness()).isEqualTo(Hardness.HARD);
        assertThat(report.addressDead()).isFalse();
        assertThat(report.reason()).isEqualTo(BounceReason.POLICY);
        assertThat(report.diagnostic()).isEqualTo("550 5.7.1 Message refused by policy");
    }

    @Test
    void shouldKnowFeedbackReportsAndDispositionNotifications() {
        assertThat(kind(
                        "From: fbl@isp.example",
                        "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
                        "",
                        "--b",
                        "Content-Type: message/feedback-report",
                        "",
                        "Feedback-Type: abuse",
                        "--b--"))
                .contains(MessageKind.FEEDBACK_REPORT);
        assertThat(kind(
                        "From: anna@kunde.example",
                        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
                        "",
                        "--b",
                        "Content-Type: message/disposition-notification",
                        "",
                        "Disposition: manual-action/MDN-sent-manually; displayed",
                        "--b--"))
                .contains(MessageKind.DISPOSITION_NOTIFICATION);
    }

    @Test
    void shouldReadAReportThatAGatewayWrapped() {
        assertThat(MailReport.of(mail(
                                "From: postmaster@kunde.example",
                                "Subject: Undeliverable: Hello",
                                "Content-Type: multipart/mixed; boundary=o",
                                "",
                                "--o",
                                "Content-Type: message/rfc822",
                                "",
                                "From: postmaster@kunde.example",
                                "Subject: Undeliverable: Hello",
                                "",
                                QMAIL,
                                "--o--"))
                        .orElseThrow()
                        .deliveries())
                .extracting(DeliveryReport::recipient)
                .containsExactly(Optional.of("anna@kunde.example"));
    }

    @Test
    void shouldNotTakeAPersonWhoQuotesAReportForAServer() {
        assertThat(kind("From: Anna <anna@kunde.example>", "Subject: What is this?", "", "I got this:", "", QMAIL))
                .isEmpty();
        assertThat(kind(
                        "From: Anna <anna@kunde.example>",
                        "Subject: Re: failure notice",
                        "In-Reply-To: <1@mx.kunde.example>",
                        "",
                        "What shall I do?",
                        "> " + QMAIL.replace("\n", "\n> ")))
                .isEmpty();
        assertThat(kind("From: Anna <anna@kunde.example>", "Subject: Fwd: failure notice", "", "fyi", "", QMAIL))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Delivery problem",
                "Delivery failed",
                "Delivery of my order",
                "Message not delivered",
                "Undeliverable parcel",
                "Nicht zugestellt",
                "Error: could not be delivered"
            })
    void shouldNotTakeAPersonWhoComplainsAboutADeliveryForAServer(String subject) {
        assertThat(kind(
                        "Return-Path: <anna@kunde.example>",
                        "From: Anna Kunde <anna@kunde.example>",
                        "Subject: " + subject,
                        "",
                        "Hello, my parcel couldn't be delivered: address not found, it says. My mail to",
                        "bert@zylker.example",
                        "was not delivered either.",
                        "",
                        "Anna",
                        "anna@kunde.example"))
                .isEmpty();
    }

    @Test
    void shouldNotTakeAVacationReplyForAReportWhenItIsSentToTheNullSender() {
        assertThat(kind(
                        "Return-Path: <>",
                        "From: Anna <anna@kunde.example>",
                        "Subject: Automatic reply: Your order",
                        "Auto-Submitted: auto-replied",
                        "",
                        "I am out of the office. Mail to bert@kunde.example could not be delivered last week."))
                .isEmpty();
    }

    @Test
    void shouldNotTakeAChallengeForAReport() {
        assertThat(kind(
                        "Return-Path: <>",
                        "From: anna@kunde.example",
                        "Subject: Undelivered: please confirm",
                        "",
                        "Your message was not delivered yet. Please verify that you are human."))
                .isEmpty();
    }

    @Test
    void shouldNotTakeANoticeOfAMailingListForAReport() {
        assertThat(kind(
                        "From: list-bounces@lists.kunde.example",
                        "Subject: Bounce action notification",
                        "",
                        "Subscription of anna@kunde.example disabled: mail could not be delivered."))
                .isEmpty();
    }

    @Test
    void shouldReadHostileReportsInBoundedTime() {
        List<String> bodies = List.of(
                "@".repeat(1_000_000),
                "a@b.example ".repeat(80_000),
                "could not be delivered " + "<".repeat(900_000),
                "<a@b.example>: said: 550 user unknown\n".repeat(50_000),
                ("Final-Recipient: rfc822; a@b.example\nAction: failed\n\n").repeat(10_000),
                "{\"a\":".repeat(100_000));
        for (String body : bodies) {
            MailContent content = mail("From: MAILER-DAEMON@amazonaws.com", "Subject: failure notice", "", body);

            assertTimeoutPreemptively(Duration.ofSeconds(2), () -> MailReport.of(content));
        }
    }
}
