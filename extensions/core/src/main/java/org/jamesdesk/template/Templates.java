package org.jamesdesk.template;

import java.util.Optional;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.DepartmentId;

/** Finds the text that holds: the department's, else the organisation's, else the built-in one, in one language. */
public final class Templates {
    private Templates() {}

    /** A template and who has set it. */
    public record Found(Template template, TemplateOrigin origin) {}

    /**
     * The template that holds.
     *
     * @param department whose; empty: the one that holds where a department has none of its own
     */
    public static Found find(
            ConfigurationView configuration,
            Optional<DepartmentId> department,
            TemplateName name,
            TemplateLanguage language) {
        return department
                .flatMap(any -> configuration.find(Template.KIND, Template.key(department, name, language)))
                .map(template -> new Found(template, TemplateOrigin.DEPARTMENT))
                .or(() -> configuration
                        .find(Template.KIND, Template.key(Optional.empty(), name, language))
                        .map(template -> new Found(template, TemplateOrigin.ORGANISATION)))
                .orElseGet(() -> new Found(BuiltInTemplates.of(name, language), TemplateOrigin.BUILT_IN));
    }
}
