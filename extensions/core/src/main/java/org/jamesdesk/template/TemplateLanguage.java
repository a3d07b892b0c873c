package org.jamesdesk.template;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The languages in which the desk writes to people. */
public enum TemplateLanguage {
    PORTUGUESE("pt"),
    ENGLISH("en"),
    SPANISH("es");

    private final String apiName;

    TemplateLanguage(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON: the ISO 639 code. */
    public String apiName() {
        return apiName;
    }

    /**
     * The language with this name in JSON.
     *
     * @throws IllegalArgumentException naming the ones there are
     */
    public static TemplateLanguage parse(String name) {
        return Arrays.stream(values())
                .filter(language -> language.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(values()).map(TemplateLanguage::apiName).collect(Collectors.joining(", "))
                        + " expected"));
    }
}
