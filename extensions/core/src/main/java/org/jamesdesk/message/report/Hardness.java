package org.jamesdesk.message.report;

import java.util.Arrays;

/** Whether a failure is permanent (R93-R95). */
public enum Hardness {
    /** Trying again cannot help. */
    HARD("hard"),
    /** Trying again later may help; also mailbox full and message too large. */
    SOFT("soft");

    private final String apiName;

    Hardness(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON, in stores and on the command line. */
    public String apiName() {
        return apiName;
    }

    /** @throws IllegalArgumentException naming the accepted values */
    public static Hardness parse(String apiName) {
        return Arrays.stream(values())
                .filter(hardness -> hardness.apiName.equals(apiName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("hard or soft expected"));
    }
}
