package org.jamesdesk.sender;

import java.util.Objects;

/**
 * A relay or provider does not let a sender in. The message is for administrators: what happened and what to do about it; no
 * secret is in it.
 */
public final class LoginRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /**
     * @param reason what happened and what to do, for an administrator
     * @param lasting whether trying the same again is of no use: a wrong password or a revoked consent, not a server that
     *     does not answer
     */
    public LoginRefusedException(String reason, boolean lasting) {
        super(Objects.requireNonNull(reason, "reason"));
        this.lasting = lasting;
    }

    /** Whether trying the same again is of no use. */
    public boolean isLasting() {
        return lasting;
    }
}
