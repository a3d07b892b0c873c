package org.jamesdesk.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jamesdesk.distribution.home.RunSettings;
import org.jamesdesk.distribution.process.Progress;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;

/**
 * Real mails through a running desk: a dozen come in by SMTP, two are answered by REST, one answer is taken and one
 * refused by the customers' mail server, and a customer answers back. Every step is checked; nothing is taken from
 * memory that the desk could have been asked for.
 */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 100;

    private final RunSettings settings;
    private final DeskClient desk;
    private final DemoPost post;
    private final DemoMails mails;
    private final Clock clock;
    private final Progress progress;

    /**
     * @param settings of the running desk
     * @param webAdmin where its REST interface is
     * @param token an administrator's token
     * @param progress is told every step
     */
    public Demo(RunSettings settings, URI webAdmin, String token, Clock clock, Progress progress) {
        this.settings = settings;
        this.desk = new DeskClient(webAdmin, token);
        this.post = new DemoPost(settings.ports().smtp());
        this.clock = clock;
        this.progress = progress;
        String run = "demo-" + Long.toString(clock.instant().toEpochMilli(), Character.MAX_RADIX);
        this.mails = new DemoMails("support@" + settings.domain(), run + ".example");
    }

    /**
     * A ticket of this run as the desk tells it at the end.
     *
     * @param number its number
     * @param status its status
     * @param contact the customer's address
     * @param subject its subject
     * @param conversations how many conversations it has
     * @param deliveries what became of the answers, such as {@code delivered}; empty when there was none
     */
    public record Row(
            long number, String status, String contact, String subject, int conversations, String deliveries) {}

    /**
     * Runs the whole demo.
     *
     * @return the tickets of this run
     * @throws RuntimeException whose message says what was not as it should be
     */
    public List<Row> run() {
        try (DemoPeer peer = new DemoPeer(settings.ports().demoPeer())) {
            List<DemoMail> opening = mails.openingMails();
            sendAll(opening);
            List<Long> tickets = opening.stream().map(this::ticketOf).toList();
            checkFirstConversations(opening, tickets);
            checkSecondMailJoins(tickets.get(0));
            checkRedelivery(opening.get(1), tickets.get(1));
            conversation(peer, opening.get(0), tickets.get(0));
            refusal(peer, opening.get(1), tickets.get(1));
            return rows(opening);
        }
    }

    private void sendAll(List<DemoMail> opening) {
        Instant begin = clock.instant();
        for (DemoMail mail : opening) {
            send(mail);
            progress.say("  250  " + mail.customer() + "  (" + mail.what() + ")");
        }
        send(mails.secondThought());
        progress.say("  250  " + mails.secondThought().customer() + "  ("
                + mails.secondThought().what() + ")");
        progress.say("Sent " + (opening.size() + 1) + " mails to " + mails.desk() + " in "
                + Duration.between(begin, clock.instant()).toMillis() + " ms");
    }

    private void send(DemoMail mail) {
        post.send(mail.customer(), mails.desk(), mail.bytes());
    }

    private long ticketOf(DemoMail mail) {
        return await(mail.customer() + "'s mail to be found as a ticket", () -> {
            List<JsonNode> found = desk.ticketsOf(mail.customer());
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(found.get(0).path("number").asLong());
        });
    }

    private void checkFirstConversations(List<DemoMail> opening, List<Long> tickets) {
        for (int i = 0; i < opening.size(); i++) {
            DemoMail mail = opening.get(i);
            JsonNode first = desk.conversations(tickets.get(i)).get(0);
            expect(mail, "the subject", mail.subject(), first.path("subject").asText());
            if (!first.path("text").asText().contains(mail.phrase())) {
                throw new DemoFailedException("The text of ticket " + tickets.get(i) + " (" + mail.what() + ") lacks '"
                        + mail.phrase() + "'");
            }
            expect(
                    mail,
                    "the number of attachments",
                    Integer.toString(mail.attachments()),
                    Integer.toString(first.path("attachments").size()));
        }
        progress.say("All " + opening.size() + " tickets are found by search, with the right text");
    }

    private void checkSecondMailJoins(long ticket) {
        awaitConversations(ticket, 2, "the customer's second mail");
        progress.say("The second mail of a customer joined ticket " + ticket);
    }

    private void checkRedelivery(DemoMail mail, long ticket) {
        send(mail);
        // A mail sent afterwards is stored: whatever the redelivered one made would be there too.
        DemoMail later = mails.answerTo(mail.customer(), "invoice-17@" + mails.domain(), mail.subject());
        send(later);
        List<JsonNode> conversations = awaitConversations(ticket, 2, "the mail after the redelivered one");
        if (conversations.size() != 2 || desk.ticketsOf(mail.customer()).size() != 1) {
            throw new DemoFailedException("A mail that was delivered twice counts twice in ticket " + ticket);
        }
        progress.say("A mail that was delivered twice counts once");
    }

    private void conversation(DemoPeer peer, DemoMail mail, long ticket) {
        JsonNode receipt = answer(ticket, "We have sent both parcels again today.");
        JsonNode delivery = awaitDelivery(ticket, "delivered");
        DemoPeer.Taken taken =
                await("the customer's mail server to have the answer", () -> peer.takenFor(mail.customer()));
        ReadMessage received = new MessageReader().read(RawMessage.of(taken.bytes()));
        String messageId = receipt.path("messageId").asText();
        expect(
                mail,
                "the Message-ID of the answer",
                messageId,
                received.messageId().orElse("none"));
        if (!received.ancestors().contains("order-4711@" + mails.domain())) {
            throw new DemoFailedException("The answer does not refer to the customer's mail");
        }
        progress.say("Ticket " + ticket + " was answered; " + mail.customer() + "'s mail server took it: "
                + delivery.path("attempts").path(0).path("text").asText());

        String answerTo = received.replyTo().stream()
                .findFirst()
                .or(received::from)
                .orElseThrow(() -> new DemoFailedException("The answer has no From"))
                .address()
                .asString();
        DemoMail back = mails.answerTo(mail.customer(), messageId, "Re: " + mail.subject());
        post.send(back.customer(), answerTo, back.bytes());
        awaitConversations(ticket, 4, "the customer's answer");
        progress.say("The customer answered the agent and joined ticket " + ticket);
    }

    private void refusal(DemoPeer peer, DemoMail mail, long ticket) {
        peer.refuse(mail.customer());
        answer(ticket, "We have corrected the invoice.");
        JsonNode delivery = awaitDelivery(ticket, "bounced");
        JsonNode attempt = delivery.path("attempts").path(0);
        expect(mail, "the recorded SMTP code", "550", attempt.path("smtpCode").asText());
        progress.say("Ticket " + ticket + " was answered; " + mail.customer() + "'s mail server refused it: "
                + attempt.path("text").asText());
        JsonNode report = await("the report of it to join ticket " + ticket, () -> desk.conversations(ticket).stream()
                .filter(one -> one.path("kind").asText().equals("deliveryFailure"))
                .findFirst());
        progress.say("The refusal is a conversation of ticket " + ticket + ": "
                + report.path("subject").asText());
    }

    private JsonNode answer(long ticket, String text) {
        JsonNode receipt = desk.reply(ticket, Map.of("agent", "agent@" + settings.domain(), "text", text));
        if (receipt.path("messageId").asText().isEmpty()) {
            throw new DemoFailedException("The answer to ticket " + ticket + " has no Message-ID: " + receipt);
        }
        return receipt;
    }

    private JsonNode awaitDelivery(long ticket, String state) {
        JsonNode delivery = await("the answer to ticket " + ticket + " to come to an end", () -> {
            List<JsonNode> deliveries = desk.deliveries(ticket);
            return deliveries.stream()
                    .filter(one -> List.of("delivered", "bounced")
                            .contains(one.path("state").asText()))
                    .findFirst();
        });
        if (!delivery.path("state").asText().equals(state)) {
            throw new DemoFailedException(
                    "The answer to ticket " + ticket + " should be " + state + ", but: " + delivery);
        }
        return delivery;
    }

    private List<JsonNode> awaitConversations(long ticket, int count, String what) {
        return await(what + " to join ticket " + ticket, () -> {
            List<JsonNode> conversations = desk.conversations(ticket);
            return conversations.size() < count ? Optional.empty() : Optional.of(conversations);
        });
    }

    private List<Row> rows(List<DemoMail> opening) {
        List<Row> rows = new ArrayList<>();
        for (DemoMail mail : opening) {
            List<JsonNode> found = desk.ticketsOf(mail.customer());
            if (found.size() != 1) {
                throw new DemoFailedException(mail.customer() + " should have one ticket, and has " + found.size());
            }
            JsonNode ticket = found.get(0);
            long number = ticket.path("number").asLong();
            rows.add(new Row(
                    number,
                    ticket.path("status").asText(),
                    ticket.path("contact").path("address").asText(),
                    ticket.path("subject").asText(),
                    desk.conversations(number).size(),
                    String.join(
                            ", ",
                            desk.deliveries(number).stream()
                                    .map(delivery -> delivery.path("state").asText())
                                    .toList())));
        }
        return rows;
    }

    private static void expect(DemoMail mail, String what, String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new DemoFailedException(
                    what + " (" + mail.what() + ") should be '" + expected + "', and is '" + actual + "'");
        }
    }

    private <T> T await(String what, Supplier<Optional<T>> question) {
        Instant deadline = clock.instant().plus(PATIENCE);
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (clock.instant().isAfter(deadline)) {
                throw new DemoFailedException("Waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DemoFailedException("Interrupted");
            }
        }
    }
}
