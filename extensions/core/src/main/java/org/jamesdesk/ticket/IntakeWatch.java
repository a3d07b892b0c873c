package org.jamesdesk.ticket;

/**
 * Told of every mail that became a conversation, after it was stored and before its intake counts as done: whatever a watch does
 * is repeated after a crash, so it must be idempotent. A copy of the desk's own mail becomes no conversation.
 */
@FunctionalInterface
public interface IntakeWatch {
    /**
     * A mail was taken in.
     *
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer: the mail is taken in again later
     */
    void taken(TakenMail mail);

    /** This watch, then another one. */
    default IntakeWatch andThen(IntakeWatch next) {
        return mail -> {
            taken(mail);
            next.taken(mail);
        };
    }
}
