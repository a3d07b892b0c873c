package org.jamesdesk.settings;

import java.util.Arrays;
import java.util.List;

/** Whether a reply goes to the ticket's support address as well (R60–R63). */
public enum AutoCopy {
    /** It does not. */
    OFF("off"),
    /** It does, and the other recipients see it. */
    CC("cc"),
    /** It does, and nobody sees it. */
    BCC("bcc");

    private final String apiName;

    AutoCopy(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }

    static SettingType<AutoCopy> type() {
        List<AutoCopy> all = Arrays.asList(values());
        return SettingType.oneOf(all, AutoCopy::apiName);
    }
}
