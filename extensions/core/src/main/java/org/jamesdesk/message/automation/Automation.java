package org.jamesdesk.message.automation;

import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.mime.MailContent;

/**
 * Whether a machine made a mail and whether a machine may answer it (RFC 3834): two questions. A person's mail may forbid
 * an automatic answer (a mailing list's, one of Exchange with X-Auto-Response-Suppress), and that does not make it a
 * machine's. The signs and their weights stand in the table {@code signs.txt}, the subjects in {@code subjects.txt}.
 *
 * @param automatic a machine made it
 * @param answerable it may be answered automatically
 * @param repliesAutomatically it is itself an automatic answer
 */
public record Automation(boolean automatic, boolean answerable, boolean repliesAutomatically) {
    private static final Signs SIGNS = Signs.load();
    private static final SubjectPhrases PHRASES = SubjectPhrases.load();

    /** What the mail itself tells: the envelope sender is known only if a Return-Path field tells it. */
    public static Automation of(MailContent content) {
        return SIGNS.weigh(new Evidence(content, Optional.empty(), PHRASES));
    }

    /**
     * What the mail and its envelope tell.
     *
     * @param envelopeSender the reverse-path; empty for the null sender, with which reports and automatic answers are sent
     */
    public static Automation of(MailContent content, Optional<EmailAddress> envelopeSender) {
        return SIGNS.weigh(new Evidence(content, Optional.of(Evidence.envelope(envelopeSender)), PHRASES));
    }
}
