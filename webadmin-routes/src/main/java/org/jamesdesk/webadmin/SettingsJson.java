package org.jamesdesk.webadmin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jamesdesk.settings.Setting;
import org.jamesdesk.settings.Settings;

/** Settings as they are answered: by name, each with where its value comes from and whether anything acts on it yet. */
final class SettingsJson {
    private SettingsJson() {}

    record ValueJson(JsonNode value, String origin, boolean effective) {}

    static Map<String, ValueJson> of(Settings settings) {
        Map<String, ValueJson> all = new LinkedHashMap<>();
        Setting.all().forEach(setting -> all.put(setting.name(), of(settings, setting)));
        return all;
    }

    private static <T> ValueJson of(Settings settings, Setting<T> setting) {
        Settings.Value<T> value = settings.value(setting);
        return new ValueJson(
                setting.type().writer().apply(value.value()), value.origin().apiName(), setting.effective());
    }
}
