package org.jamesdesk.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.mailets.delivery.AttemptAttribute;
import org.jamesdesk.mailets.delivery.DeliveryRoutes;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.testing.smtp.Reaction;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverReplyTest {
    private static final String ANA = "ana@customer.example";
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final InMemoryDNSService dns = new InMemoryDNSService();
    private final FakeMailContext context = FakeMailContext.defaultContext();
    private Optional<DeliverReply> mailet = Optional.empty();

    @AfterEach
    void destroy() {
        mailet.ifPresent(DeliverReply::destroy);
    }

    private Attempt attempt(String routes, int port, MailImpl mail) throws Exception {
        MemoryDomainList domains = new MemoryDomainList(dns);
        domains.configure(DomainListConfiguration.builder()
                .autoDetect(false)
                .autoDetectIp(false)
                .defaultDomain(Domain.of("desk.example"))
                .build());
        DeliverySettings settings =
                new DeliverySettings(DeliveryRoutes.parse(routes), port, "mail.desk.example", TIMEOUT, TIMEOUT);
        DeliverReply created = new DeliverReply(
                settings,
                dns,
                this::addresses,
                domains,
                new SenderDesk().transports(),
                RelayTls.trusting(Optional.empty()),
                Clock.systemUTC());
        created.init(FakeMailetConfig.builder().mailetContext(context).build());
        mailet = Optional.of(created);
        created.service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        return AttemptAttribute.of(mail).orElseThrow();
    }

    private Attempt attemptAt(ScriptedSmtpPeer peer) throws Exception {
        return attempt("*.example=" + peer.address(), 25, Mails.mail(Mails.PLAIN, ANA));
    }

    private Attempt attemptAt(CannedServer server) throws Exception {
        return attempt("*.example=" + server.address(), 25, Mails.mail(Mails.PLAIN, ANA));
    }

    private List<InetAddress> addresses(String host) {
        try {
            return dns.getAllByName(host);
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private void mx(String domain, String... servers) {
        dns.registerRecord(domain + ".", List.of(), List.of(servers), List.of());
    }

    private void host(String name, String... addresses) throws Exception {
        List<InetAddress> all = new ArrayList<>();
        for (String address : addresses) {
            all.add(InetAddress.getByName(address));
        }
        dns.registerRecord(name, all, List.of(), List.of());
    }

    @Test
    void shouldDeliverExactBytesWhenPeerTakesThem() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            String text = Mails.PLAIN + ".\r\n..two dots\r\n" + "x".repeat(900) + "\r\n";

            Attempt attempt = attempt("*.example=" + peer.address(), 25, Mails.mail(text, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(attempt.smtpCode()).contains(250);
            assertThat(attempt.enhancedStatus()).contains("2.0.0");
            assertThat(attempt.text()).isEqualTo("250 2.0.0 Taken");
            assertThat(attempt.host()).isEqualTo(peer.address());
            assertThat(attempt.address()).contains("127.0.0.1");
            assertThat(attempt.stage()).contains(SmtpStage.END_OF_DATA);
            assertThat(attempt.tls()).isFalse();
            Transaction taken = peer.awaitMailTo(ANA, Duration.ofSeconds(5));
            assertThat(taken.text()).isEqualTo(text);
            assertThat(taken.sender()).isEqualTo(ANA);
            assertThat(taken.clientName()).isEqualTo("mail.desk.example");
            assertThat(taken.senderParameters()).containsExactly("SIZE=" + text.length());
        }
    }

    @Test
    void shouldBounceWithAnswerWhenRecipientIsRefused() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onRecipient(ANA, "550 5.1.1 No such user\nhere")
                .start()) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(DeliveryState.BOUNCED);
            assertThat(attempt.smtpCode()).contains(550);
            assertThat(attempt.enhancedStatus()).contains("5.1.1");
            assertThat(attempt.text()).isEqualTo("550-5.1.1 No such user here");
        }
    }

    /** Where the answer is given, the answer, and what comes of it. */
    @ParameterizedTest
    @CsvSource({
        "greeting, 421 4.3.2 Busy, WAITING, EHLO",
        "greeting, 450 4.7.0 Not now, WAITING, EHLO",
        "greeting, 554 5.7.1 Not you, BOUNCED, EHLO",
        "mail, 421 4.3.2 Closing, WAITING, MAIL",
        "mail, 451 4.3.0 Trouble, WAITING, MAIL",
        "mail, 553 5.1.8 Unknown sender, BOUNCED, MAIL",
        "recipient, 421 4.3.2 Closing, WAITING, RCPT",
        "recipient, 450 4.2.1 Busy, WAITING, RCPT",
        "recipient, 451 4.7.1 Greylisted, WAITING, RCPT",
        "recipient, 550 5.1.1 No such user, BOUNCED, RCPT",
        "recipient, 552 5.2.2 Full, BOUNCED, RCPT",
        "data, 421 4.3.2 Closing, WAITING, DATA",
        "data, 451 4.3.0 Trouble, WAITING, DATA",
        "data, 552 5.3.4 Too big, BOUNCED, DATA",
        "end, 421 4.3.2 Closing, WAITING, END_OF_DATA",
        "end, 452 4.3.1 Disk full, WAITING, END_OF_DATA",
        "end, 550 5.7.1 Spam, BOUNCED, END_OF_DATA",
        "end, 552 5.2.2 Mailbox full, BOUNCED, END_OF_DATA"
    })
    void shouldRecordTheAnswerAndItsPlaceWhenPeerDoesNotTakeTheMail(
            String place, String answer, DeliveryState state, SmtpStage stage) throws Exception {
        try (ScriptedSmtpPeer peer = peer(place, Reaction.reply(answer))) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(state);
            assertThat(attempt.stage()).contains(stage);
            assertThat(attempt.smtpCode()).contains(Integer.valueOf(answer.substring(0, 3)));
            assertThat(attempt.enhancedStatus()).contains(answer.split(" ")[1]);
            assertThat(attempt.text()).isEqualTo(answer);
            assertThat(attempt.address()).contains("127.0.0.1");
            assertThat(peer.connections()).isEqualTo(1);
            assertThat(peer.mails()).isEmpty();
        }
    }

    private static ScriptedSmtpPeer peer(String place, Reaction reaction) {
        ScriptedSmtpPeer.Builder peer = ScriptedSmtpPeer.builder();
        switch (place) {
            case "greeting" -> peer.onConnect(reaction);
            case "mail" -> peer.onMail(reaction);
            case "recipient" -> peer.onRecipient(ANA, reaction);
            case "data" -> peer.onData(reaction);
            default -> peer.onAnyEndOfData(reaction);
        }
        return peer.start();
    }

    @ParameterizedTest
    @CsvSource({
        "greeting, CONNECT, false",
        "mail, MAIL, false",
        "recipient, RCPT, false",
        "data, DATA, false",
        "end, END_OF_DATA, true"
    })
    void shouldSayHowFarItCameWhenPeerHangsUp(String place, SmtpStage stage, boolean unknown) throws Exception {
        try (ScriptedSmtpPeer peer = peer(place, Reaction.drop())) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.stage()).contains(stage);
            assertThat(attempt.smtpCode()).isEmpty();
            assertThat(attempt.enhancedStatus()).contains("4.4.2");
            assertThat(attempt.text().contains("the outcome is unknown, the next try carries the same Message-ID"))
                    .as(attempt.text())
                    .isEqualTo(unknown);
        }
    }

    @Test
    void shouldNotSendWhenPeerSaysBeforehandThatItIsTooLarge() throws Exception {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().extensions("SIZE 100").start()) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(DeliveryState.BOUNCED);
            assertThat(attempt.stage()).contains(SmtpStage.EHLO);
            assertThat(attempt.smtpCode()).contains(552);
            assertThat(attempt.enhancedStatus()).contains("5.3.4");
            assertThat(attempt.text())
                    .isEqualTo("552 5.3.4 the server takes mails of at most 100 bytes, this one has "
                            + Mails.PLAIN.length());
            assertThat(peer.transactions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE", "SIZE 0", "SIZE none", "SIZE 99999999999999999999"})
    void shouldSendWhenPeerAnnouncesNoLimitThatMeansAnything(String extension) throws Exception {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().extensions(extension).start()) {
            assertThat(attemptAt(peer).state()).isEqualTo(DeliveryState.DELIVERED);
        }
    }

    @Test
    void shouldHearTheRefusalWhenServerAnswersItToEhlo() throws Exception {
        try (CannedServer server = CannedServer.saying("220 hi", "421 4.3.2 Busy")) {
            Attempt attempt = attemptAt(server);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.stage()).contains(SmtpStage.EHLO);
            assertThat(attempt.text()).isEqualTo("421 4.3.2 Busy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request", "250 hello", "999 what", "22"})
    void shouldWaitAndQuoteWhenServerSpeaksSomethingElse(String greeting) throws Exception {
        try (CannedServer server = CannedServer.saying(greeting, "and more")) {
            Attempt attempt = attemptAt(server);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.smtpCode()).isEmpty();
            assertThat(attempt.enhancedStatus()).contains("4.5.0");
            assertThat(attempt.text()).isEqualTo("the server does not speak SMTP: " + greeting);
        }
    }

    @Test
    void shouldNotTakeMailForDeliveredWhenServerAnswersBeforeItIsAsked() throws Exception {
        String yes = "\r\n250 2.0.0 Yes";
        try (CannedServer server = CannedServer.saying("220 hi" + yes.repeat(20))) {
            Attempt attempt = attemptAt(server);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.stage()).contains(SmtpStage.DATA);
        }
    }

    @Test
    void shouldSayThatOutcomeIsUnknownWhenServerAnswersGarbageToTheMail() throws Exception {
        try (CannedServer server =
                CannedServer.saying("220 hi", "250 hi", "250 ok", "250 ok", "354 go", "\u00ff\u00fe")) {
            Attempt attempt = attemptAt(server);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.stage()).contains(SmtpStage.END_OF_DATA);
            assertThat(attempt.text()).contains("the outcome is unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 TLS not available", "220 go ahead", "220 go ahead\r\ngarbage"})
    void shouldSendInPlainTextAndSaySoWhenTlsDoesNotComeAbout(String answer) throws Exception {
        List<String> offer = List.of("220 hi", "250-hi\r\n250 STARTTLS", answer);
        List<String> plain =
                List.of("220 hi", "250-hi\r\n250 STARTTLS", "250 ok", "250 ok", "354 go", "250 2.0.0 Taken");
        try (CannedServer server = CannedServer.sayingInTurn(List.of(offer, plain))) {
            Attempt attempt = attemptAt(server);

            assertThat(attempt.state()).as(attempt.text()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(attempt.tls()).isFalse();
            assertThat(attempt.smtpCode()).contains(250);
            assertThat(attempt.text()).startsWith("250 2.0.0 Taken (not encrypted, because TLS failed: ");
        }
    }

    @Test
    void shouldKeepAnswerWhenServerRefusesContentAndHangsUp() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onAnyEndOfData(Reaction.reply("554 5.7.1 Spam").thenClose())
                .start()) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(DeliveryState.BOUNCED);
            assertThat(attempt.text()).isEqualTo("554 5.7.1 Spam");
        }
    }

    @Test
    void shouldNotTakeMailForDeliveredWhenServerSaysYesAtTheWrongTime() throws Exception {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().onData("250 2.0.0 Yes").start()) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.smtpCode()).isEmpty();
            assertThat(attempt.text()).contains("does not speak SMTP", "2.0.0 Yes");
            assertThat(peer.mails()).isEmpty();
        }
    }

    @Test
    void shouldWaitWhenConnectionDropsInTheMiddleOfTheMail() throws Exception {
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().dropInData(ANA, 1).start()) {
            String text = Mails.PLAIN + ("y".repeat(70) + "\r\n").repeat(100_000);

            Attempt attempt = attempt("*.example=" + peer.address(), 25, Mails.mail(text, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.smtpCode()).isEmpty();
            assertThat(attempt.stage()).contains(SmtpStage.DATA);
            assertThat(attempt.text()).startsWith("the connection failed").doesNotContain("unknown");
            assertThat(peer.mails()).isEmpty();
        }
    }

    @Test
    void shouldSayThatOutcomeIsUnknownWhenPeerIsSilentAfterTheMail() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onAnyEndOfData(Reaction.reply("250 2.0.0 Taken").after(Duration.ofSeconds(30)))
                .start()) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.text()).contains("the outcome is unknown");
            assertThat(attempt.took()).isBetween(TIMEOUT, Duration.ofSeconds(10));
        }
    }

    @Test
    void shouldWaitLongerForTheAnswerToTheMailThanForOthers() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onAnyEndOfData(Reaction.reply("250 2.0.0 Checked and taken").after(TIMEOUT.multipliedBy(2)))
                .start()) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).as(attempt.text()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(attempt.took()).isGreaterThan(TIMEOUT);
        }
    }

    @Test
    void shouldWaitWhenPeerIsSilentFromTheStart() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onConnect(Reaction.reply("220 peer.example").after(Duration.ofSeconds(30)))
                .start()) {
            Attempt attempt = attemptAt(peer);

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.enhancedStatus()).contains("4.4.2");
            assertThat(attempt.took()).isBetween(TIMEOUT, Duration.ofSeconds(10));
        }
    }

    @Test
    void shouldWaitWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }

        Attempt attempt = attempt("*.example=127.0.0.1:" + port, 25, Mails.mail(Mails.PLAIN, ANA));

        assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(attempt.host()).isEqualTo("127.0.0.1:" + port);
        assertThat(attempt.stage()).contains(SmtpStage.CONNECT);
        assertThat(attempt.address()).contains("127.0.0.1");
        assertThat(attempt.enhancedStatus()).contains("4.4.1");
        assertThat(attempt.text()).startsWith("no connection to 127.0.0.1: ").doesNotContain("\n");
    }

    @Test
    void shouldWaitWhenPeerNeverStopsTalking() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread talker = new Thread(() -> talkWithoutEnd(server));
            talker.setDaemon(true);
            talker.start();

            Attempt attempt = attempt("*.example=127.0.0.1:" + server.getLocalPort(), 25, Mails.mail(Mails.PLAIN, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.text()).hasSizeLessThanOrEqualTo(1_000).contains("answers are too long");
        }
    }

    private static void talkWithoutEnd(ServerSocket server) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            while (true) {
                out.write("220-and another thing\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            return; // the client had enough
        }
    }

    @Test
    void shouldGiveUpConversationWhenPeerAnswersWithTricklingBytes() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread trickler = new Thread(() -> trickle(server));
            trickler.setDaemon(true);
            trickler.start();

            Attempt attempt = attempt("*.example=127.0.0.1:" + server.getLocalPort(), 25, Mails.mail(Mails.PLAIN, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.took()).isBetween(TIMEOUT.multipliedBy(4), TIMEOUT.multipliedBy(20));
        }
    }

    private static void trickle(ServerSocket server) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            socket.setSoTimeout(100);
            while (true) {
                out.write('2');
                waitForAnswer(socket);
            }
        } catch (IOException e) {
            return; // the client had enough
        }
    }

    private static void waitForAnswer(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
        } catch (SocketTimeoutException e) {
            return; // time to send the next byte
        }
    }

    @Test
    void shouldBounceWhenDomainAcceptsNoMail() throws Exception {
        mx("customer.example", ".");

        Attempt attempt = attempt("", 25, Mails.mail(Mails.PLAIN, ANA));

        assertThat(attempt.state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(attempt.smtpCode()).contains(556);
        assertThat(attempt.enhancedStatus()).contains("5.1.10");
        assertThat(attempt.host()).isEmpty();
        assertThat(attempt.address()).isEmpty();
        assertThat(attempt.stage()).isEmpty();
    }

    @Test
    void shouldTryNextServerWhenFirstIsDead() throws Exception {
        mx("customer.example", "mx1.customer.example.", "mx2.customer.example.");
        host("mx1.customer.example", "127.0.0.2");
        host("mx2.customer.example", "127.0.0.1");
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            Attempt attempt = attempt("", peer.port(), Mails.mail(Mails.PLAIN, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(attempt.host()).isEqualTo("mx2.customer.example:" + peer.port());
            assertThat(peer.mailsTo(ANA)).hasSize(1);
        }
    }

    @Test
    void shouldRecordTheServerThatTalkedWhenTheNextIsDead() throws Exception {
        mx("customer.example", "mx1.customer.example.", "mx2.customer.example.");
        host("mx1.customer.example", "127.0.0.1");
        host("mx2.customer.example", "127.0.0.2");
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().onRecipient(ANA, "421 4.3.2 Closing").start()) {
            Attempt attempt = attempt("", peer.port(), Mails.mail(Mails.PLAIN, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.stage()).contains(SmtpStage.RCPT);
            assertThat(attempt.host()).isEqualTo("mx1.customer.example:" + peer.port());
            assertThat(attempt.address()).contains("127.0.0.1");
        }
    }

    @Test
    void shouldTryIPv4WhenIPv6LeadsNowhere() throws Exception {
        mx("customer.example", "mx.customer.example.");
        host("mx.customer.example", "2001:db8::25", "127.0.0.1");
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            Attempt attempt = attempt("", peer.port(), Mails.mail(Mails.PLAIN, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(attempt.address()).contains("127.0.0.1");
        }
    }

    @Test
    void shouldWaitWhenOneServerRefusesAtConnectAndAnotherIsDead() throws Exception {
        mx("customer.example", "mx1.customer.example.", "mx2.customer.example.");
        host("mx1.customer.example", "127.0.0.1");
        host("mx2.customer.example", "127.0.0.2");
        try (ScriptedSmtpPeer peer =
                ScriptedSmtpPeer.builder().onConnect("554 5.7.1 Not you").start()) {
            Attempt attempt = attempt("", peer.port(), Mails.mail(Mails.PLAIN, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
            assertThat(attempt.host()).isEqualTo("mx2.customer.example:" + peer.port());
        }
    }

    @Test
    void shouldNotAskSecondServerWhenFirstRefusesRecipient() throws Exception {
        mx("customer.example", "mx1.customer.example.", "mx2.customer.example.");
        host("mx1.customer.example", "127.0.0.1");
        host("mx2.customer.example", "127.0.0.2");
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder()
                .onRecipient(ANA, "550 5.1.1 No such user")
                .start()) {
            Attempt attempt = attempt("", peer.port(), Mails.mail(Mails.PLAIN, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.BOUNCED);
            assertThat(attempt.host()).isEqualTo("mx1.customer.example:" + peer.port());
        }
    }

    @Test
    void shouldAnnounceEightBitsWhenPeerTakesThem() throws Exception {
        String text =
                Mails.PLAIN.replace("MIME-Version: 1.0", "Content-Transfer-Encoding: 8bit") + "Fogo e fuma\u00e7a\r\n";
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            attempt("*.example=" + peer.address(), 25, Mails.mail(text, ANA));

            Transaction taken = peer.awaitMailTo(ANA, Duration.ofSeconds(5));
            assertThat(taken.text()).isEqualTo(text);
            assertThat(taken.senderParameters()).contains("BODY=8BITMIME");
        }
    }

    @Test
    void shouldEncodeBodyWhenPeerTakesSevenBitsOnly() throws Exception {
        String text = "Message-ID: <answer@desk.example>\r\nSubject: Re: Fogo\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                + "Fogo e fuma\u00e7a\r\n";
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().extensions().start()) {
            Attempt attempt = attempt("*.example=" + peer.address(), 25, Mails.mail(text, ANA));

            assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
            String sent = peer.awaitMailTo(ANA, Duration.ofSeconds(5)).text();
            assertThat(sent)
                    .contains("Message-ID: <answer@desk.example>\r\n")
                    .contains("Content-Transfer-Encoding: quoted-printable\r\n")
                    .contains("Fogo e fuma=E7a");
        }
    }

    @Test
    void shouldHandMailToJamesWhenDomainIsServedHere() throws Exception {
        Attempt attempt = attempt("", 25, Mails.mail(Mails.PLAIN, "staff@desk.example"));

        assertThat(attempt.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(attempt.host()).isEqualTo("local");
        assertThat(attempt.address()).isEmpty();
        assertThat(attempt.stage()).isEmpty();
        assertThat(attempt.smtpCode()).contains(250);
        assertThat(context.getSentMails()).singleElement().satisfies(sent -> {
            assertThat(sent.getState()).isEqualTo("root");
            assertThat(sent.getRecipients()).containsExactly(Mails.address("staff@desk.example"));
        });
    }

    @Test
    void shouldPreferNamedRouteAndNotRelayForEverythingWhenDomainIsServedHere() throws Exception {
        try (ScriptedSmtpPeer peer = ScriptedSmtpPeer.builder().start()) {
            Attempt kept = attempt("*=" + peer.address(), 25, Mails.mail(Mails.PLAIN, "staff@desk.example"));
            Attempt routed =
                    attempt("desk.example=" + peer.address(), 25, Mails.mail(Mails.PLAIN, "staff@desk.example"));
            Attempt relayed = attempt("*=" + peer.address(), 25, Mails.mail(Mails.PLAIN, ANA));

            assertThat(kept.host()).isEqualTo("local");
            assertThat(routed.host()).isEqualTo(peer.address());
            assertThat(relayed.host()).isEqualTo(peer.address());
        }
    }

    @Test
    void shouldWaitAndSaySoWhenMailHasTwoRecipients() throws Exception {
        Attempt attempt = attempt("", 25, Mails.mail(Mails.PLAIN, ANA, "bob@customer.example"));

        assertThat(attempt.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(attempt.text()).contains("one recipient");
    }
}
