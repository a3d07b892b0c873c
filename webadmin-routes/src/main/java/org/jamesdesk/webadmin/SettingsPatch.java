package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The body of a change of settings: new values by name, {@code null} to inherit again. */
record SettingsPatch(Map<String, JsonNode> values) {
    /** More is never needed. */
    static final int MAX_BYTES = 64 * 1024;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SettingsPatch of(Map<String, JsonNode> values) {
        return new SettingsPatch(values);
    }
}
