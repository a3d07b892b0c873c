package org.jamesdesk.delivery;

import org.jamesdesk.message.mime.RawMessage;

/** Tries to bring one mail to one recipient: the edge where the desk meets SMTP. */
public interface DeliveryStep {
    /**
     * Makes one attempt and says how it went; blocks until then, within the configured timeouts. Every failure of the
     * network, of DNS or of the other server is an attempt, never an exception.
     *
     * @param dispatch from whom, to whom and by which way
     * @param raw the mail
     */
    Attempt attempt(Dispatch dispatch, RawMessage raw);
}
