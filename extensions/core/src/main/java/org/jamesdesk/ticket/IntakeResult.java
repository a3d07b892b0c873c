package org.jamesdesk.ticket;

import java.util.List;
import java.util.Objects;

/**
 * What became of a mail in one department.
 *
 * @param ticket the ticket it is in
 * @param conversation the conversation it is
 * @param decision what happened
 * @param reasons why, one sentence each
 */
public record IntakeResult(TicketNumber ticket, ConversationId conversation, Decision decision, List<String> reasons) {
    public IntakeResult {
        Objects.requireNonNull(ticket, "ticket");
        reasons = List.copyOf(reasons);
    }

    /** What happened to the mail. */
    public enum Decision {
        /** It opened a ticket. */
        OPENED("opened"),
        /** It joined an existing ticket. */
        JOINED("joined"),
        /** The desk had it already; nothing was added. */
        REPEATED("repeated"),
        /** It is a copy of a mail that the desk itself sent; nothing was added. */
        OWN_COPY("ownCopy");

        private final String apiName;

        Decision(String apiName) {
            this.apiName = apiName;
        }

        /** The name in logs, metrics and on the command line. */
        public String apiName() {
            return apiName;
        }
    }
}
