package org.jamesdesk.james.configuration;

/** A mistake in the configuration that only the administrator can mend; it stops the start. */
public final class ConfigurationMistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param key the key in {@code desk.properties}
     * @param whatIsRight what is wrong and what would be right, in words that repeat no secret
     */
    public ConfigurationMistake(String key, String whatIsRight) {
        super(DeskConfiguration.FILE + ": " + key + ": " + whatIsRight);
    }

    /** @param complaint its message names the key and what would be right */
    public ConfigurationMistake(IllegalArgumentException complaint) {
        super(DeskConfiguration.FILE + ": " + complaint.getMessage(), complaint);
    }
}
