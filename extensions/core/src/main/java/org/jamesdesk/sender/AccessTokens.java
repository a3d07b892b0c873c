package org.jamesdesk.sender;

/** The tokens that OAuth senders show to their mail servers (R45–R51). */
public interface AccessTokens {
    /**
     * A token that is valid for at least another minute, refreshed at the provider when needed. Of several threads and nodes
     * that need one at the same moment one asks the provider, the others take what it got.
     *
     * @throws LoginRefusedException when there is none: consent was withdrawn or never given (lasting), or the provider does
     *     not answer (not lasting)
     * @throws org.jamesdesk.StoreUnavailableException when the stores do not answer
     */
    Secret accessToken(Sender sender) throws LoginRefusedException;
}
