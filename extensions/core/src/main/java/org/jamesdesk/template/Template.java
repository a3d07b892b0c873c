package org.jamesdesk.template;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.department.DepartmentId;

/**
 * A text that an administrator has set in the place of the built-in one.
 *
 * @param department where it holds; empty: in every department that has none of its own
 * @param name what it is for
 * @param language its language
 * @param content the text
 * @param from who sends it (R35); empty: chosen as for any mail (R28)
 */
public record Template(
        Optional<DepartmentId> department,
        TemplateName name,
        TemplateLanguage language,
        TemplateContent content,
        Optional<EmailAddress> from) {
    /** The templates of a desk, by department, name and language. */
    public static final Kind<Template> KIND = new Kind<>(
            "template", Template.class, template -> key(template.department(), template.name(), template.language()));

    public Template {
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(from, "from");
    }

    /** The key of the template that holds in a department, or in the organisation. */
    public static String key(Optional<DepartmentId> department, TemplateName name, TemplateLanguage language) {
        return department.map(DepartmentId::value).orElse("") + "/" + name.apiName() + "/" + language.apiName();
    }
}
