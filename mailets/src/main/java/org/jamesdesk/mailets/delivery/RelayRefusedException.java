package org.jamesdesk.mailets.delivery;

import java.util.Optional;
import org.jamesdesk.delivery.SmtpStage;
import org.jamesdesk.sender.LoginRefusedException;

/** A relay did not let this server in: why, in an administrator's words, and how far the conversation came. */
final class RelayRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final LoginRefusedException reason;
    private final transient Progress progress;

    /**
     * How far a conversation came.
     *
     * @param address the IP address of the server; empty: its name has none
     * @param stage what the last answer belongs to
     * @param tls whether the connection was encrypted
     * @param smtpCode the answer that refused
     */
    record Progress(Optional<String> address, SmtpStage stage, boolean tls, Optional<Integer> smtpCode) {
        /** Not so far that the server could have said anything. */
        static Progress none(Optional<String> address) {
            return new Progress(address, SmtpStage.CONNECT, false, Optional.empty());
        }
    }

    RelayRefusedException(LoginRefusedException reason, Progress progress) {
        super(reason.getMessage(), reason);
        this.reason = reason;
        this.progress = progress;
    }

    LoginRefusedException reason() {
        return reason;
    }

    Progress progress() {
        return progress;
    }
}
