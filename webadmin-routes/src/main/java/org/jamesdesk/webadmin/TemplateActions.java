package org.jamesdesk.webadmin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.template.Template;
import org.jamesdesk.template.TemplateContent;
import org.jamesdesk.template.TemplateLanguage;
import org.jamesdesk.template.TemplateName;
import org.jamesdesk.template.TemplateRenderer;
import org.jamesdesk.template.TemplateSender;
import org.jamesdesk.template.TemplateVariable;
import org.jamesdesk.template.Templates;
import spark.Request;
import spark.Response;

/** What can be done with templates: the same for those of a department ({@code :id} in the path) and of the organisation. */
final class TemplateActions {
    /** Room for two texts of the greatest length in any script. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final String DEPARTMENT = "id";
    /** The parameter of the query that names a language. */
    static final String LANGUAGE = "language";

    private final Configurations configurations;
    private final VersionedChanges changes;
    private final JsonBody<TemplateBody> body = new JsonBody<>(TemplateBody.class, MAX_BYTES);

    TemplateActions(Configurations configurations) {
        this.configurations = configurations;
        this.changes = new VersionedChanges(configurations, Template.KIND);
    }

    List<TemplateJson> list(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        Optional<DepartmentId> department = department(request, configuration);
        return Arrays.stream(TemplateName.values())
                .flatMap(name -> translations(configuration, department, name, Optional.empty()))
                .toList();
    }

    List<TemplateJson> get(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        Optional<DepartmentId> department = department(request, configuration);
        TemplateName name = name(request);
        Optional<TemplateLanguage> language = language(request);
        language.ifPresent(one -> changes.announce(response, configuration, Template.key(department, name, one)));
        return translations(configuration, department, name, language).toList();
    }

    private static Stream<TemplateJson> translations(
            ConfigurationView configuration,
            Optional<DepartmentId> department,
            TemplateName name,
            Optional<TemplateLanguage> only) {
        return Arrays.stream(TemplateLanguage.values())
                .filter(language -> only.isEmpty() || only.get() == language)
                .map(language -> TemplateJson.of(
                        Templates.find(configuration, department, name, language), configuration, department));
    }

    String put(Request request, Response response) {
        Optional<DepartmentId> department = department(request, configurations.inForce());
        TemplateName name = name(request);
        TemplateBody given = body.read(request);
        Template template =
                new Template(department, name, given.language(language(request)), given.content(), given.sender());
        TemplateRenderer.check(name, template.content());
        String key = Template.KIND.key().apply(template);
        boolean made = changes.change(request, response, key, draft -> {
            department(request, draft);
            template.from().ifPresent(from -> requireUsable(draft, from, department));
            boolean isNew = draft.find(Template.KIND, key).isEmpty();
            draft.put(Template.KIND, template);
            return isNew;
        });
        response.status(made ? HttpStatus.CREATED_201 : HttpStatus.NO_CONTENT_204);
        return "";
    }

    private static void requireUsable(
            ConfigurationView configuration, EmailAddress from, Optional<DepartmentId> department) {
        if (!TemplateSender.mayUse(configuration, from, department)) {
            throw ChangeRefusedException.conflict(
                    "from: " + from + " is neither a support address nor a verified and" + " active From address of "
                            + department.map(id -> "department " + id).orElse("any department"));
        }
    }

    String delete(Request request, Response response) {
        Optional<DepartmentId> department = department(request, configurations.inForce());
        TemplateLanguage language = language(request)
                .orElseThrow(() -> RequestRefusedException.invalid("language: one of pt, en, es expected"));
        String key = Template.key(department, name(request), language);
        changes.change(request, response, key, draft -> {
            draft.remove(Template.KIND, key);
            return key;
        });
        response.status(HttpStatus.NO_CONTENT_204);
        return "";
    }

    PreviewJson preview(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        Optional<DepartmentId> department = department(request, configuration);
        TemplateName name = name(request);
        Template template = draft(request, department, name)
                .orElseGet(() -> Templates.find(configuration, department, name, requiredLanguage(request))
                        .template());
        TemplateContent rendered = TemplateRenderer.render(template.content(), TemplateRenderer.sample());
        TemplateSender sender = TemplateSender.of(configuration, template, department);
        return new PreviewJson(
                template.language().apiName(),
                rendered.subject(),
                rendered.html(),
                rendered.text(),
                sender.address().asString(),
                sender.fallback());
    }

    /** A text that is not saved, for those who are writing it; empty when the request has no body. */
    private Optional<Template> draft(Request request, Optional<DepartmentId> department, TemplateName name) {
        if (RequestBody.isMissing(request)) {
            return Optional.empty();
        }
        TemplateBody given = body.read(request);
        TemplateRenderer.check(name, given.content());
        return Optional.of(
                new Template(department, name, given.language(language(request)), given.content(), given.sender()));
    }

    private static TemplateName name(Request request) {
        return new RequestParameters(request).path("name", TemplateName::parse);
    }

    private static Optional<TemplateLanguage> language(Request request) {
        return new RequestParameters(request).query(LANGUAGE, TemplateLanguage::parse);
    }

    private static TemplateLanguage requiredLanguage(Request request) {
        return language(request)
                .orElseThrow(() -> RequestRefusedException.invalid("language: one of pt, en, es expected"));
    }

    /** The department that the path names; empty for the templates of the organisation. */
    private static Optional<DepartmentId> department(Request request, ConfigurationView configuration) {
        if (request.params(DEPARTMENT) == null) {
            return Optional.empty();
        }
        DepartmentId id = new RequestParameters(request).path(DEPARTMENT, DepartmentId::new);
        if (configuration.find(Department.KIND, id.value()).isEmpty()) {
            throw RequestRefusedException.notFound("there is no department " + id);
        }
        return Optional.of(id);
    }

    /**
     * A template that holds.
     *
     * @param fromFallback whether its From may not send (any more), so that {@code sendsFrom} is another address (R35)
     * @param effective whether the desk writes it yet
     */
    record TemplateJson(
            String name,
            String language,
            String origin,
            String subject,
            String html,
            String text,
            Optional<String> from,
            boolean fromFallback,
            String sendsFrom,
            List<String> variables,
            boolean effective) {
        private static TemplateJson of(
                Templates.Found found, ConfigurationView configuration, Optional<DepartmentId> department) {
            Template template = found.template();
            TemplateSender sender = TemplateSender.of(configuration, template, department);
            return new TemplateJson(
                    template.name().apiName(),
                    template.language().apiName(),
                    found.origin().apiName(),
                    template.content().subject(),
                    template.content().html(),
                    template.content().text(),
                    template.from().map(EmailAddress::asString),
                    sender.fallback(),
                    sender.address().asString(),
                    template.name().variables().stream()
                            .map(TemplateVariable::path)
                            .toList(),
                    template.name().effective());
        }
    }

    /** A template with sample values. */
    record PreviewJson(
            String language, String subject, String html, String text, String sendsFrom, boolean fromFallback) {}
}
