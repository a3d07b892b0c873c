package org.jamesdesk.template;

/** Who has set the text that holds. */
public enum TemplateOrigin {
    /** Nobody: it is the one the desk ships with. */
    BUILT_IN("builtIn"),
    ORGANISATION("organisation"),
    DEPARTMENT("department");

    private final String apiName;

    TemplateOrigin(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }
}
