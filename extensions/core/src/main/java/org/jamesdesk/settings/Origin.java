package org.jamesdesk.settings;

/** Where the value of a setting comes from. */
public enum Origin {
    /** Nobody has set it. */
    DEFAULT("default"),
    /** It was set for the organisation. */
    ORGANISATION("organisation"),
    /** It was set for the department. */
    DEPARTMENT("department");

    private final String apiName;

    Origin(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }
}
