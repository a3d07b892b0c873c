package org.jamesdesk.notice;

import java.time.Duration;
import java.util.Optional;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.message.mime.RawMessage;

/** Keeps notices until they have arrived, and what became of them for {@link #KEPT}. */
public interface NoticeStore {
    /** How long a notice is kept, counted from when it was written. */
    Duration KEPT = Duration.ofDays(30);

    /**
     * Keeps a notice, together with the work of its first attempt, due at {@link Notice#queuedAt}. Keeping it again is
     * harmless: attempts that were made stay.
     *
     * @param raw the mail
     */
    void queue(Notice notice, RawMessage raw);

    /** A notice as it stands. */
    Optional<Notice> find(NoticeId id);

    /** The mail of a notice. */
    Optional<RawMessage> raw(NoticeId id);

    /**
     * Records how an attempt went. Recording it again is harmless.
     *
     * @param number counts the attempts of this notice from 1
     */
    void record(NoticeId id, int number, Attempt attempt);
}
