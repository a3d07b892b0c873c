package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jamesdesk.corpus.CorpusMail;
import org.jamesdesk.corpus.Sheet;
import org.jamesdesk.testing.mail.MailBuilder;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.jamesdesk.testing.smtp.ScriptedSmtpPeer;
import org.jamesdesk.testing.smtp.SmtpClient;
import org.jamesdesk.testing.smtp.SmtpOutcome;
import org.jamesdesk.testing.smtp.Transaction;

/**
 * The exam {@code bounces} of the mail corpora, by SMTP. The desk sends one mail to an address of its own for each mail of
 * the exam, at a domain of its own, so that no mail says anything about another; a peer takes it. Then the mail of the exam
 * comes back to that one's envelope sender.
 */
final class BounceExamBySmtp {
    static final String RECORDED = "reports of a failure, and recorded as a bounce";
    static final String HARDNESS = "hard or soft, where all sources agree";
    static final String DEAD = "address dead, as the corpus judges, and blocked for it";
    static final String DELAYS = "reports of a delay, and no bounce";
    static final String NOT_A_BOUNCE = "not a bounce, and not taken for one";

    /** A reply has at most a hundred; one is the ticket's contact. */
    private static final int RECIPIENTS = 99;

    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> DEAD_REASONS =
            Set.of("noSuchAddress", "noSuchDomain", "addressMoved", "takesNoMail");

    private final DeskServerExtension desk;
    private final ScriptedSmtpPeer peer;
    private final DeskProbe probe;
    private final List<CorpusMail> mails;
    private final List<Long> tickets = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<Integer> lost = new TreeSet<>();

    BounceExamBySmtp(DeskServerExtension desk, ScriptedSmtpPeer peer, List<CorpusMail> mails) {
        this.desk = desk;
        this.peer = peer;
        this.probe = new DeskProbe(desk);
        this.mails = distinct(mails);
        IntStream.range(0, this.mails.size()).forEach(lost::add);
    }

    /** To the desk, two copies of one mail are one. */
    private static List<CorpusMail> distinct(List<CorpusMail> mails) {
        Map<ByteBuffer, CorpusMail> distinct = new LinkedHashMap<>();
        mails.forEach(mail -> distinct.putIfAbsent(ByteBuffer.wrap(mail.bytes()), mail));
        return List.copyOf(distinct.values());
    }

    private static String recipient(int mail) {
        return "person@exam" + mail + ".example";
    }

    /** Answers a ticket for every hundred mails. */
    void sendOneMailToEach() {
        for (int first = 0; first < mails.size(); first += RECIPIENTS) {
            String word = "w" + UUID.randomUUID().toString().replace("-", "");
            probe.deliver(
                    "exam@customer.example",
                    MailBuilder.mail("exam@customer.example", DeskProbe.SUPPORT)
                            .subject(word)
                            .messageId("<" + word + "@customer.example>")
                            .text("x")
                            .build());
            long ticket = probe.awaitTicket(word);
            String recipients = IntStream.range(first, Math.min(first + RECIPIENTS, mails.size()))
                    .mapToObj(mail -> "\"" + recipient(mail) + "\"")
                    .collect(Collectors.joining(", "));
            desk.rest()
                    .post("/desk/tickets/" + ticket + "/replies", "{\"text\": \"x\", \"bcc\": [" + recipients + "]}")
                    .expect(201);
            tickets.add(ticket);
        }
        await().atMost(PATIENCE).until(() -> tickets.stream()
                .flatMap(ticket -> probe.list("/desk/tickets/" + ticket + "/deliveries", "deliveries").stream())
                .allMatch(delivery -> delivery.get("state").asText().equals("delivered")));
    }

    /** Sends every mail of the exam to the envelope sender of its mail, and waits until the desk has worked on all of them. */
    void returnEveryMail() throws Exception {
        Map<String, String> envelopeSenders = new HashMap<>();
        for (Transaction mail : peer.mails()) {
            mail.acceptedRecipients().forEach(recipient -> envelopeSenders.put(recipient, mail.sender()));
        }
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int start = 0; start < CONNECTIONS; start++) {
                int own = start;
                sending.add(senders.submit(() -> {
                    try (SmtpClient client = SmtpClient.connect(desk.smtpPort())) {
                        for (int mail = own; mail < mails.size(); mail += CONNECTIONS) {
                            SmtpOutcome outcome = client.send(
                                    "",
                                    List.of(envelopeSenders.get(recipient(mail))),
                                    mails.get(mail).bytes());
                            assertThat(outcome.accepted())
                                    .as("%s: %s", mails.get(mail).id(), outcome.decisive())
                                    .isTrue();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> own : sending) {
                own.get();
            }
        } finally {
            senders.shutdownNow();
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(this::allAreKept);
    }

    /** A mail is kept when its bytes are in a conversation, or when a history tells of the complaint that it was. */
    private boolean allAreKept() {
        for (long ticket : tickets) {
            probe.conversations(ticket).stream()
                    .map(conversation -> conversation.get("id").asText())
                    .filter(seen::add)
                    .forEach(conversation -> keep(probe.raw(ticket, conversation)));
            probe.list("/desk/tickets/" + ticket + "/history", "events").stream()
                    .filter(event -> event.get("kind").asText().equals("complaint"))
                    .map(event -> event.get("text").asText().split(" ", 2)[0])
                    .forEach(recipient -> lost.removeIf(mail -> recipient(mail).equals(recipient)));
        }
        return lost.isEmpty();
    }

    private void keep(byte[] raw) {
        lost.removeIf(mail -> endsWith(raw, mails.get(mail).bytes()));
    }

    /** The servers on the way put fields before a mail, and a line break behind one without. */
    private static boolean endsWith(byte[] raw, byte[] mail) {
        int end = mail[mail.length - 1] == '\n' ? raw.length : raw.length - 2;
        return end >= mail.length && Arrays.equals(raw, end - mail.length, end, mail, 0, mail.length);
    }

    /** What became of every mail, judged by its label. */
    Sheet scores() {
        Map<String, JsonNode> bounces = bounces();
        Sheet sheet = new Sheet();
        for (int number = 0; number < mails.size(); number++) {
            CorpusMail mail = mails.get(number);
            Optional<JsonNode> bounce = Optional.ofNullable(bounces.get(recipient(number)));
            switch (mail.expected().requiredText("kind")) {
                case "bounce" -> judgeFailure(mail, bounce, sheet);
                case "delay" -> sheet.add(DELAYS, bounce.isEmpty(), mail);
                default -> {
                    if (!mail.expected().texts("kind_alt").contains("bounce")) {
                        sheet.add(NOT_A_BOUNCE, bounce.isEmpty(), mail);
                    }
                }
            }
        }
        return sheet;
    }

    private static void judgeFailure(CorpusMail mail, Optional<JsonNode> bounce, Sheet sheet) {
        if (mail.expected().texts("recipients").size() > 1) {
            // None of them is ours, so it says nothing about ours.
            return;
        }
        sheet.add(RECORDED, bounce.isPresent(), mail);
        mail.expected()
                .text("strict")
                .ifPresent(strict -> sheet.add(
                        HARDNESS,
                        bounce.filter(found -> found.get("kind").asText().equals(strict))
                                .isPresent(),
                        mail));
        mail.expected()
                .flag("hard")
                .ifPresent(dead ->
                        sheet.add(DEAD, bounce.filter(BounceExamBySmtp::isDead).isPresent() == dead, mail));
    }

    private static boolean isDead(JsonNode bounce) {
        return bounce.get("effect").asText().equals("blocked")
                && DEAD_REASONS.contains(bounce.get("reason").asText());
    }

    private Map<String, JsonNode> bounces() {
        return tickets.stream()
                .flatMap(ticket -> probe.list("/desk/bounces?ticket=" + ticket, "bounces").stream())
                .collect(Collectors.toMap(bounce -> bounce.get("address").asText(), bounce -> bounce));
    }

    /** Addresses of the exam on the blocklist for which there is no bounce that puts them there. */
    List<String> blockedForNothing() {
        Map<String, JsonNode> bounces = bounces();
        return probe.list("/desk/blocklist", "blocks").stream()
                .map(block -> block.get("address").asText())
                .filter(address -> IntStream.range(0, mails.size())
                        .mapToObj(BounceExamBySmtp::recipient)
                        .anyMatch(address::equals))
                .filter(address -> !bounces.containsKey(address)
                        || !bounces.get(address).get("effect").asText().equals("blocked"))
                .toList();
    }

    /** The mails of which the desk kept nothing. */
    List<String> lost() {
        allAreKept();
        return lost.stream().map(mail -> mails.get(mail).id()).toList();
    }
}
