package org.jamesdesk.dkim;

/** What a key is good for. Rotation goes through all three, so that no signature is ever made that nobody can check. */
public enum DkimKeyState {
    /** To be published; it does not sign yet. */
    NEXT("next"),
    /** It signs. */
    SIGNING("signing"),
    /** It signs no more; its record stays until mail on its way has arrived and been checked. */
    RETIRED("retired");

    private final String apiName;

    DkimKeyState(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }
}
