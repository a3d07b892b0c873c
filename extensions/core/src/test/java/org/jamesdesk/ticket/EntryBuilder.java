package org.jamesdesk.ticket;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.MessageKind;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.threading.MissingAncestors;
import org.jamesdesk.work.Work;

/** Makes entries for tests of stores: plausible ones, of which a test states what matters to it. */
public final class EntryBuilder {
    private final TicketNumber ticket;
    private final boolean opens;
    private final ConversationId id = new ConversationId(randomId());
    private Instant at = Instant.parse("2026-03-10T09:30:00.123456Z");
    private boolean automatic;
    private String subject = "Printer on fire";
    private String text = "It burns.";
    private Optional<String> messageId = Optional.of(id + "@customer.example");
    private Optional<Mailbox> from = Optional.of(new Mailbox("Ana Souza", EmailAddress.parse("ana@customer.example")));
    private List<Mailbox> to = List.of(Mailbox.of(EmailAddress.parse("support@desk.example")));
    private List<Mailbox> cc = List.of();
    private List<Mailbox> bcc = List.of();
    private List<Attachment> attachments = List.of();
    private List<String> reasons = List.of("It names no other mail.");
    private List<String> problems = List.of();
    private Optional<TicketStatus> status = Optional.empty();
    private DepartmentId scope = new DepartmentId("default");
    private Optional<SenderAuthentication> authentication = Optional.empty();
    private MissingAncestors missing = MissingAncestors.NONE;
    private Set<TicketNumber> linked = Set.of();
    private RawMessage raw =
            RawMessage.of("Subject: Printer on fire\r\n\r\nIt burns.\r\n".getBytes(StandardCharsets.UTF_8));
    private final List<EmailAddress> recipients = new ArrayList<>();
    private Optional<SenderId> sender = Optional.empty();
    private Purpose purpose = Purpose.REPLY;
    private List<Work> work = List.of();

    private EntryBuilder(TicketNumber ticket, boolean opens) {
        this.ticket = ticket;
        this.opens = opens;
    }

    /** A received mail that opens a ticket of a number nobody else uses. */
    public static EntryBuilder opening() {
        return opening(unusedNumber());
    }

    /** A received mail that opens a ticket. */
    public static EntryBuilder opening(TicketNumber ticket) {
        return new EntryBuilder(ticket, true);
    }

    /** A received mail that joins a ticket. */
    public static EntryBuilder joining(TicketNumber ticket) {
        return new EntryBuilder(ticket, false);
    }

    /** A number that no other test uses. */
    public static TicketNumber unusedNumber() {
        return new TicketNumber(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    /** 32 hex digits that no other test uses. */
    public static String randomId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public EntryBuilder at(Instant newAt) {
        at = newAt;
        return this;
    }

    public EntryBuilder at(String newAt) {
        return at(Instant.parse(newAt));
    }

    /** Makes it a mail of a machine. */
    public EntryBuilder automatic() {
        automatic = true;
        return this;
    }

    public EntryBuilder subject(String newSubject) {
        subject = newSubject;
        return this;
    }

    public EntryBuilder text(String newText) {
        text = newText;
        return this;
    }

    public EntryBuilder messageId(String newMessageId) {
        messageId = Optional.of(newMessageId);
        return this;
    }

    public EntryBuilder withoutMessageId() {
        messageId = Optional.empty();
        return this;
    }

    public EntryBuilder from(Mailbox newFrom) {
        from = Optional.of(newFrom);
        return this;
    }

    public EntryBuilder withoutFrom() {
        from = Optional.empty();
        return this;
    }

    public EntryBuilder to(Mailbox... newTo) {
        to = List.of(newTo);
        return this;
    }

    public EntryBuilder cc(Mailbox... newCc) {
        cc = List.of(newCc);
        return this;
    }

    public EntryBuilder bcc(Mailbox... newBcc) {
        bcc = List.of(newBcc);
        return this;
    }

    public EntryBuilder attachments(Attachment... newAttachments) {
        attachments = List.of(newAttachments);
        return this;
    }

    public EntryBuilder reasons(String... newReasons) {
        reasons = List.of(newReasons);
        return this;
    }

    public EntryBuilder problems(String... newProblems) {
        problems = List.of(newProblems);
        return this;
    }

    public EntryBuilder status(TicketStatus newStatus) {
        status = Optional.of(newStatus);
        return this;
    }

    public EntryBuilder scope(String newScope) {
        scope = new DepartmentId(newScope);
        return this;
    }

    public EntryBuilder authentication(SenderAuthentication newAuthentication) {
        authentication = Optional.of(newAuthentication);
        return this;
    }

    public EntryBuilder missing(List<String> messageIds, String... participants) {
        missing = new MissingAncestors(
                messageIds, Stream.of(participants).map(EmailAddress::parse).collect(Collectors.toSet()));
        return this;
    }

    public EntryBuilder linked(TicketNumber... newLinked) {
        linked = Set.of(newLinked);
        return this;
    }

    public EntryBuilder raw(byte[] bytes) {
        raw = RawMessage.of(bytes);
        return this;
    }

    /** Makes it a sent mail with one delivery to this recipient. */
    public EntryBuilder sentTo(String recipient) {
        recipients.add(EmailAddress.parse(recipient));
        return this;
    }

    /** Says what a sent mail is for. */
    public EntryBuilder purpose(Purpose newPurpose) {
        purpose = newPurpose;
        return this;
    }

    /** Says by whose transport a sent mail leaves. */
    public EntryBuilder sentBy(SenderId newSender) {
        sender = Optional.of(newSender);
        return this;
    }

    public EntryBuilder work(Work... newWork) {
        work = List.of(newWork);
        return this;
    }

    public Entry build() {
        var conversation = new Conversation(
                id,
                ticket,
                recipients.isEmpty() ? Direction.IN : Direction.OUT,
                at,
                MessageKind.MESSAGE,
                automatic,
                false,
                from,
                to,
                cc,
                bcc,
                subject,
                messageId,
                text,
                false,
                attachments,
                raw.size(),
                authentication,
                reasons,
                problems);
        Optional<Ticket> opened = opens
                ? Optional.of(new Ticket(
                        ticket,
                        scope,
                        EmailAddress.parse("support@desk.example"),
                        subject,
                        TicketStatus.OPEN,
                        from,
                        linked,
                        at,
                        at))
                : Optional.empty();
        List<Delivery> deliveries = recipients.stream()
                .map(recipient -> new Delivery(
                        new DeliveryId(randomId()),
                        ticket,
                        id,
                        recipient,
                        EmailAddress.parse("bounce+" + ticket + "@desk.example"),
                        purpose,
                        scope,
                        Optional.empty(),
                        sender,
                        Optional.empty(),
                        DeliveryState.QUEUED,
                        at,
                        List.of()))
                .toList();
        return new Entry(opened, conversation, status, scope, missing, linked, raw, deliveries, work);
    }
}
