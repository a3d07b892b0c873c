package org.jamesdesk.threading;

/**
 * Whose mail joins a ticket by the number in its subject (R85-R88). With neither, nobody's does.
 *
 * @param byNumberOfAgents active agents', light agents excluded
 * @param byNumberOfParticipants that of the ticket's contact and of everybody who took part in it
 */
public record ThreadingSettings(boolean byNumberOfAgents, boolean byNumberOfParticipants) {
    /** Numbers in subjects mean nothing: what holds until somebody says otherwise. */
    public static final ThreadingSettings DEFAULT = new ThreadingSettings(false, false);

    boolean byNumber() {
        return byNumberOfAgents || byNumberOfParticipants;
    }
}
