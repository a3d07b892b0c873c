package org.jamesdesk.message.forward;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.automation.Automation;
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
 * @param automatic whether a machine made the mail: it quotes for other reasons
 * @param from the senders of the mail
 * @param recipients who received it, as To and Cc say
 */
record Forwarding(
        SubjectPrefix subject,
        boolean answers,
        boolean automatic,
        Set<EmailAddress> from,
        Set<EmailAddress> recipients) {
    Forwarding {
        from = Set.copyOf(from);
        recipients = Set.copyOf(recipients);
    }

    static Forwarding of(MailContent content) {
        Headers headers = content.headers();
        return new Forwarding(
                SubjectPrefix.of(
                        headers.first("subject").map(HeaderText::unstructured).orElse("")),
                headers.has("in-reply-to") || headers.has("references"),
                Automation.of(content).automatic(),
                addresses(headers, "from"),
                addresses(headers, "to", "cc"));
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
            case NONE -> !automatic && !(quoted && answers);
            case ANSWER -> !automatic && !answers && !quoted && !returnsTo(sender);
        };
    }

    /** Whether a mail is a forward that has a header in its text, but no separator that tells. */
    boolean acceptsHeader(OriginalSender sender, HeaderBlock block, boolean quoted) {
        return switch (subject.meaning(block.languages())) {
            case FORWARD -> !(answers && returnsTo(sender));
            case NONE -> block.isFull()
                    && !quoted
                    && !automatic
                    && !answers
                    && !returnsTo(sender)
                    && !comesFrom(sender);
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
     * @param attached how many mails are attached
     * @param wrapped whether the attached mail has the very subject of this one: a filter wrapped it
     */
    boolean acceptsAttached(int attached, boolean wrapped) {
        return switch (subject.meaning(Set.of())) {
            case FORWARD -> !wrapped;
            case NONE -> attached == 1 && !wrapped && !automatic && !answers;
            case ANSWER -> false;
        };
    }
}
