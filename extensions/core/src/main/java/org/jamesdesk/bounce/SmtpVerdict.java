package org.jamesdesk.bounce;

import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.Verdict;
import org.jamesdesk.message.report.AnswerReading;

/** What the entry means with which a delivery failed (R93–R95). Knows nothing of the address' history. */
public final class SmtpVerdict {
    private SmtpVerdict() {}

    /** The verdict that a report brought, else what the SMTP answer says, or that there was none. */
    public static Verdict of(Attempt entry) {
        return entry.verdict().orElseGet(() -> ofAnswer(entry));
    }

    private static Verdict ofAnswer(Attempt attempt) {
        AnswerReading reading = AnswerReading.of(attempt.smtpCode(), attempt.enhancedStatus(), attempt.answer());
        return new Verdict(reading.hardness(), reading.reason(), reading.addressDead());
    }
}
