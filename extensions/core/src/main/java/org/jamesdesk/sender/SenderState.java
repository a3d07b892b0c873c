package org.jamesdesk.sender;

/** What is known of a From address, as it is shown (R31, R52, R56). */
public enum SenderState {
    /** Nobody has proven yet that the address is ours to use; it never sends. */
    UNVERIFIED("unverified"),
    /** It may send. */
    VERIFIED("verified"),
    /** It was verified, and its relay or provider refuses the login now; its mails wait. */
    FAILED("failed"),
    /** An administrator has put it out of use; it is kept and not offered. */
    INACTIVE("inactive");

    private final String apiName;

    SenderState(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }
}
