package org.jamesdesk.message.report;

import java.util.Optional;

/**
 * What the answer of an SMTP server means that refused a mail, or the lack of one: read with the same tables as reports.
 *
 * @param hardness whether it is permanent; here the reply code decides (RFC 5321 section 4.2.1), unless the reason is one that
 *     passes by itself
 * @param reason why
 */
public record AnswerReading(Hardness hardness, BounceReason reason) {
    /**
     * Reads an answer.
     *
     * @param code the reply code; empty: no server answered, and the words are those of this server
     * @param status the enhanced status code (RFC 3463), of the answer or chosen by this server
     * @param words the answer or the failure
     */
    public static AnswerReading of(Optional<Integer> code, Optional<String> status, String words) {
        BounceReason reason = code.isPresent()
                ? Judgement.reason(words, status)
                : Judgement.byStatus(status).orElseGet(() -> Judgement.reason(words, status));
        return new AnswerReading(
                isPermanent(code, status) && !reason.temporary() ? Hardness.HARD : Hardness.SOFT, reason);
    }

    private static boolean isPermanent(Optional<Integer> code, Optional<String> status) {
        return code.map(number -> number >= 500)
                .or(() -> status.map(enhanced -> enhanced.startsWith("5")))
                .orElse(false);
    }

    /** Whether the address itself is at fault. */
    public boolean addressDead() {
        return hardness == Hardness.HARD && reason.addressDead();
    }
}
