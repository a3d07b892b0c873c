package org.jamesdesk.message.forward;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.automation.Automation;
import org.jamesdesk.message.forward.HeaderLabels.Field;
import org.jamesdesk.message.forward.SubjectPrefix.Meaning;
import org.jamesdesk.message.mime.AddressHeader;
import org.jamesdesk.message.mime.HeaderText;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.MailContent;

/**
 * What the header of a mail tells about whether it forwards or answers another. A block of header lines in the text alone
 * does not tell: Outlook writes the same one into replies.
 *
 * @param subject the subject with its prefix
 * @param answers whether In-Reply-To or References name another mail; replies have them, and the forwards of some mail
 *     programs
 * @param automatic whether a machine made the mail, or nobody: they repeat mails for other reasons; asked only of a mail
 *     that repeats another, because the answer takes long
 * @param from the senders of the mail
 * @param recipients who received it, as To and Cc say
 */
record Forwarding(
        SubjectPrefix subject,
        boolean answers,
        BooleanSupplier automatic,
        Set<EmailAddress> from,
        Set<EmailAddress> recipients) {
    /** In whose name mail servers write (RFC 2142, and by custom). */
    private static final Set<String> SERVERS = Set.of("postmaster", "mailer-daemon", "mailerdaemon", "mail-daemon");

    Forwarding {
        from = Set.copyOf(from);
        recipients = Set.copyOf(recipients);
    }

    static Forwarding of(MailContent content) {
        Headers headers = content.headers();
        Set<EmailAddress> from = addresses(headers, "from");
        return new Forwarding(
                SubjectPrefix.of(
                        headers.first("subject").map(HeaderText::unstructured).orElse("")),
                headers.has("in-reply-to") || headers.has("references"),
                () -> from.isEmpty()
                        || Automation.of(content).automatic()
                        || from.stream().anyMatch(Forwarding::isServer),
                from,
                addresses(headers, "to", "cc"));
    }

    private static boolean isServer(EmailAddress address) {
        return SERVERS.contains(address.localPart().toLowerCase(Locale.ROOT));
    }

    private static Set<EmailAddress> addresses(Headers headers, String... names) {
        return Stream.of(names)
                .map(headers::joined)
                .map(AddressHeader::mailboxes)
                .flatMap(List::stream)
                .map(Mailbox::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether nothing in the mail can make it a forward. */
    boolean isAnswer() {
        return answers && subject.meaning(Set.of()) == Meaning.ANSWER;
    }

    boolean isForward(Set<String> languages) {
        return subject.meaning(languages) == Meaning.FORWARD;
    }

    private boolean repeatsSubject(HeaderBlock block) {
        return block.value(Field.SUBJECT)
                .map(original -> Vocabulary.folded(SubjectPrefix.bare(original)))
                .filter(original -> original.equals(Vocabulary.folded(SubjectPrefix.bare(subject.rest()))))
                .isPresent();
    }

    /** Whether the mail goes to the one whose mail it repeats, as replies do. */
    private boolean returnsTo(OriginalSender sender) {
        return sender.address().filter(recipients::contains).isPresent();
    }

    private boolean comesFrom(OriginalSender sender) {
        return sender.address().filter(from::contains).isPresent();
    }

    /**
     * Whether a mail is a forward that has a separator which only forwards have.
     *
     * @param quoted whether the separator stands behind quote marks
     */
    boolean acceptsMarked(OriginalSender sender, Set<String> languages, boolean quoted) {
        return switch (subject.meaning(languages)) {
            case FORWARD -> true;
            case NONE -> !(quoted && answers) && !automatic.getAsBoolean();
            case ANSWER -> !answers && !quoted && !returnsTo(sender) && !automatic.getAsBoolean();
        };
    }

    /**
     * Whether a mail is a forward that has a header in its text, but no separator that tells. Without a prefix that tells
     * either, the header must have the mail's own subject, or nothing must stand above it: who answers writes something.
     *
     * @param quoted whether the header stands behind quote marks
     * @param first whether nothing stands above it
     */
    boolean acceptsHeader(OriginalSender sender, HeaderBlock block, boolean quoted, boolean first) {
        return switch (subject.meaning(block.languages())) {
            case FORWARD -> !(answers && returnsTo(sender));
            case NONE -> block.isFull()
                    && (first || repeatsSubject(block))
                    && !quoted
                    && !answers
                    && !returnsTo(sender)
                    && !comesFrom(sender)
                    && !automatic.getAsBoolean();
            case ANSWER -> false;
        };
    }

    /** Whether a mail is a forward that introduces another mail with a sentence, as replies do. */
    boolean acceptsAttribution(OriginalSender sender, boolean quotes) {
        return isForward(Set.of()) && !(answers && (quotes || returnsTo(sender)));
    }

    /**
     * Whether a mail forwards the mail that is attached to it.
     *
     * @param sole whether it is the only one attached
     * @param signed whether the attached mail says who wrote it
     * @param wrapped whether the attached mail has the very subject of this one: a filter wrapped it
     */
    boolean acceptsAttached(boolean sole, boolean signed, boolean wrapped) {
        return switch (subject.meaning(Set.of())) {
            case FORWARD -> !wrapped;
            case NONE -> sole && signed && !wrapped && !answers && !automatic.getAsBoolean();
            case ANSWER -> false;
        };
    }
}
