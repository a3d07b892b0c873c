package org.jamesdesk.bounce;

/** What a bounce did to the recipient's address (R93–R98). */
public enum BounceEffect {
    /** It is hard and about the address: the address is blocked. */
    BLOCKED("blocked"),
    /** It is soft and one too many in a row: it counts as hard, the address is blocked. */
    CONVERTED("converted"),
    /** It is soft and counts towards the limit. */
    COUNTED("counted"),
    /** It says nothing against the address: a policy, a trouble of the sender's side or of the message. */
    NONE("none"),
    /** It would have blocked the address, but every address of the domain fails: an alert was raised instead. */
    WITHHELD("withheld");

    private final String apiName;

    BounceEffect(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }

    /** Whether the address was blocked by it. */
    public boolean blocks() {
        return this == BLOCKED || this == CONVERTED;
    }
}
