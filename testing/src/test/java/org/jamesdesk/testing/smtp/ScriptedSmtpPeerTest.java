package org.jamesdesk.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptedSmtpPeerTest {
    private static final byte[] MAIL = "Subject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void shouldKeepEnvelopeAndExactBytesWhenMailIsTaken() throws IOException {
        byte[] mail =
                "Subject: é\r\n\r\n.dot\r\n..two\r\n\u00ff\u0000 \nlone\r\n".getBytes(StandardCharsets.ISO_8859_1);
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start();
                SmtpClient client = SmtpClient.connect(peer.port())) {
            client.command("MAIL FROM:<a@x.example> BODY=8BITMIME SIZE=99");
            client.command("RCPT TO:<b@y.example> NOTIFY=FAILURE,DELAY");
            client.command("DATA");
            client.content(mail);

            Transaction taken = peer.awaitMailTo("B@y.example", SOON);
            assertThat(taken.clientName()).isEqualTo("client.example");
            assertThat(taken.sender()).isEqualTo("a@x.example");
            assertThat(taken.senderParameters()).containsExactly("BODY=8BITMIME", "SIZE=99");
            assertThat(taken.recipients().get(0).parameters()).containsExactly("NOTIFY=FAILURE,DELAY");
            assertThat(taken.content()).hasValue(mail);
        }
    }

    @Test
    void shouldTakeNullSenderWhenMailIsABounce() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            SmtpClient.sendOnce(peer.port(), "", List.of("b@y.example"), MAIL);

            assertThat(peer.mails()).singleElement().returns("", Transaction::sender);
        }
    }

    @Test
    void shouldRefuseOnlyTheScriptedRecipientWhenSeveralAreNamed() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onRecipient("gone@y.example", "550 5.1.1 No such user")
                .start()) {
            SmtpOutcome outcome =
                    SmtpClient.sendOnce(peer.port(), "a@x.example", List.of("gone@y.example", "b@y.example"), MAIL);

            assertThat(outcome.recipients()).extracting(SmtpReply::code).containsExactly(550, 250);
            assertThat(outcome.accepted()).isTrue();
            assertThat(peer.mails()).singleElement().returns(List.of("b@y.example"), Transaction::acceptedRecipients);
            assertThat(peer.mailsTo("gone@y.example")).isEmpty();
            assertThat(peer.attemptsTo("gone@y.example")).isEqualTo(1);
        }
    }

    @Test
    void shouldRecordTheTransactionWhenEveryRecipientIsRefused() throws IOException {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().onAnyRecipient("554 5.7.1 No").start()) {
            SmtpOutcome outcome = SmtpClient.sendOnce(peer.port(), "a@x.example", List.of("b@y.example"), MAIL);

            assertThat(outcome.decisive()).isEqualTo(new SmtpReply(554, List.of("5.7.1 No")));
            assertThat(peer.awaitTransactions(1, SOON))
                    .singleElement()
                    .returns(false, Transaction::accepted)
                    .returns(List.of(), Transaction::acceptedRecipients);
        }
    }

    @Test
    void shouldAnswerInSequenceWhenSeveralRepliesAreScripted() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onEndOfData("b@y.example", "451 4.2.0 Later", "250 2.0.0 Taken")
                .start()) {
            assertThat(send(peer).decisive().code()).isEqualTo(451);
            assertThat(send(peer).decisive().code()).isEqualTo(250);
            assertThat(send(peer).decisive().code()).isEqualTo(250);
            assertThat(peer.transactions()).hasSize(3);
            assertThat(peer.mails()).hasSize(2);
        }
    }

    @Test
    void shouldRefuseTheConnectionWhenGreetingIs421() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                        .onConnect("421 4.3.2 Busy", "220 ready")
                        .start();
                SmtpClient refused = SmtpClient.open(peer.port())) {
            assertThat(refused.greeting().code()).isEqualTo(421);
            assertThatThrownBy(() -> refused.command("NOOP")).isInstanceOf(IOException.class);
            assertThat(send(peer).accepted()).isTrue();
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void shouldSendSeveralLinesWhenReplyHasLineFeeds() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onMail("550 5.7.1 First\n5.7.1 Second")
                .start()) {
            assertThat(send(peer).mail().lines()).containsExactly("5.7.1 First", "5.7.1 Second");
        }
    }

    @Test
    void shouldCloseTheConnectionWhenDropIsScriptedAfterTheFinalDot() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onAnyEndOfData(Reaction.drop(), Reaction.reply("250 Ok"))
                .start()) {
            assertThatThrownBy(() -> send(peer)).isInstanceOf(IOException.class).hasMessageContaining("closed");
            Transaction first = peer.awaitTransactions(1, SOON).get(0);
            assertThat(first.content()).hasValue(MAIL);
            assertThat(first.finalReply()).isEmpty();
            assertThat(send(peer).accepted()).isTrue();
        }
    }

    @Test
    void shouldCloseTheConnectionWhenDropIsScriptedInsideTheData() throws IOException {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().dropInData("b@y.example", 1).start()) {
            assertThatThrownBy(() -> send(peer)).isInstanceOf(IOException.class);
            assertThat(peer.awaitTransactions(1, SOON).get(0).content()).isEmpty();
            assertThat(send(peer).accepted()).isTrue();
        }
    }

    @Test
    void shouldWaitBeforeAnsweringWhenDelayIsScripted() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onMail(Reaction.reply("250 Ok").after(Duration.ofMillis(200)))
                .start()) {
            long start = System.nanoTime();

            send(peer);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void shouldNotKnowEhloWhenNoExtensionIsOffered() throws IOException {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().extensions().start();
                SmtpClient client = SmtpClient.open(peer.port())) {
            assertThat(client.command("EHLO me").code()).isEqualTo(500);
            assertThat(client.command("HELO me").code()).isEqualTo(250);
            assertThat(client.send("a@x.example", List.of("b@y.example"), MAIL).accepted())
                    .isTrue();
        }
    }

    @Test
    void shouldSayWhatCameWhenAwaitedMailDoesNotCome() {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            assertThatThrownBy(() -> peer.awaitMailTo("b@y.example", Duration.ofMillis(20)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("there are 0");
        }
    }

    @Test
    void shouldRefuseAReplyWithoutCodeWhenScripting() {
        assertThatThrownBy(() -> Reaction.reply("no code")).isInstanceOf(IllegalArgumentException.class);
    }

    private static SmtpOutcome send(ScriptedSmtpPeer peer) throws IOException {
        return SmtpClient.sendOnce(peer.port(), "a@x.example", List.of("b@y.example"), MAIL);
    }
}
