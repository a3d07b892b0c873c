package org.jamesdesk.sender;

/** Tries whether a relay lets a sender in: the proof that makes an address verified without a mail (R37). */
public interface RelayLogin {
    /**
     * Connects, protects the connection as asked, logs in and leaves; sends no mail. Blocks within the configured time.
     *
     * @throws LoginRefusedException saying in an administrator's words what is wrong: the password, a password for programs
     *     is needed (two-factor), the certificate's name, no answer, no TLS
     */
    void check(SmtpRelay relay, Credentials credentials) throws LoginRefusedException;
}
