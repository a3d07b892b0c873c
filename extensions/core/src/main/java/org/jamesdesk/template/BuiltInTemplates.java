package org.jamesdesk.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The texts that hold where nobody has set one; they ship beside this class, and nothing is in their From field. */
final class BuiltInTemplates {
    private static final String SUBJECT = "Subject: ";

    private BuiltInTemplates() {}

    // Read at the first question only: most command-line work asks none.
    private static final class Texts {
        private static final Map<TemplateName, Map<TemplateLanguage, Template>> ALL = load();
    }

    static Template of(TemplateName name, TemplateLanguage language) {
        return Texts.ALL.get(name).get(language);
    }

    private static Map<TemplateName, Map<TemplateLanguage, Template>> load() {
        Map<TemplateName, Map<TemplateLanguage, Template>> all = new EnumMap<>(TemplateName.class);
        for (TemplateName name : TemplateName.values()) {
            Map<TemplateLanguage, Template> translations = new EnumMap<>(TemplateLanguage.class);
            Arrays.stream(TemplateLanguage.values())
                    .forEach(language -> translations.put(language, template(name, language)));
            all.put(name, Collections.unmodifiableMap(translations));
        }
        return Collections.unmodifiableMap(all);
    }

    private static Template template(TemplateName name, TemplateLanguage language) {
        String file = name.apiName() + "." + language.apiName();
        return new Template(
                Optional.empty(),
                name,
                language,
                content(name, read(file + ".txt"), read(file + ".html")),
                Optional.empty());
    }

    /** The text of a mail begins with its subject and an empty line. */
    private static TemplateContent content(TemplateName name, String text, String html) {
        if (!name.hasSubject()) {
            return new TemplateContent("", html, text);
        }
        int end = text.indexOf("\n\n");
        return new TemplateContent(text.substring(SUBJECT.length(), end), html, text.substring(end + 2));
    }

    private static String read(String file) {
        try (InputStream in = BuiltInTemplates.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the template " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
