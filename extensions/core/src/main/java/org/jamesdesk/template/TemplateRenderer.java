package org.jamesdesk.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jamesdesk.configuration.ChangeRefusedException;

/**
 * Puts values into templates (Mustache, with variables and sections only). Values come from customers' mails: in HTML they
 * are always escaped, in a subject they never make a second line. All values are texts, so that nothing repeats and the
 * result is bounded by the length of template and values.
 */
public final class TemplateRenderer {
    /** The longest subject, in characters. */
    public static final int MAX_SUBJECT = 500;
    /** The longest text, and the longest HTML, in characters. */
    public static final int MAX_BODY = 50_000;

    /** How much of one value is shown in a subject, and elsewhere. */
    private static final int MAX_SUBJECT_VALUE = 255;

    private static final int MAX_VALUE = 20_000;

    /**
     * Escaping is not left to the library, because {@code {{{…}}}} would escape it. It sees a map of texts and needs no
     * reflection.
     */
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withCollector(new TextsOnly());

    private TemplateRenderer() {}

    private static final class TextsOnly extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }

    /**
     * Puts values into a template that was {@link #check checked}.
     *
     * @param values for all variables of the template; one that is missing counts as empty
     */
    public static TemplateContent render(TemplateContent template, Map<TemplateVariable, String> values) {
        return new TemplateContent(
                oneLine(filled(template.subject(), values, TemplateRenderer::subjectValue)),
                filled(template.html(), values, value -> Escapers.HTML.escape(bounded(value, MAX_VALUE))),
                filled(template.text(), values, value -> bounded(value, MAX_VALUE)));
    }

    /** Values for a preview. */
    public static Map<TemplateVariable, String> sample() {
        return Arrays.stream(TemplateVariable.values())
                .collect(Collectors.toMap(variable -> variable, TemplateVariable::sample));
    }

    /**
     * Looks whether a template can be rendered.
     *
     * @throws ChangeRefusedException naming the field, the line and what is wrong there
     */
    public static void check(TemplateName name, TemplateContent template) {
        if (name.hasSubject()) {
            require("subject", template.subject(), MAX_SUBJECT);
            if (template.subject().codePoints().anyMatch(TemplateRenderer::endsLine)) {
                throw ChangeRefusedException.invalid("subject: no line breaks and no control characters expected");
            }
        } else if (!template.subject().isEmpty()) {
            throw ChangeRefusedException.invalid(
                    "subject: the template " + name.apiName() + " is a part of a mail and has no subject");
        }
        require("html", template.html(), MAX_BODY);
        require("text", template.text(), MAX_BODY);
        check("subject", template.subject(), name);
        check("html", template.html(), name);
        check("text", template.text(), name);
    }

    /** A template that was {@link #check checked}. */
    public static Template checked(Template template) {
        check(template.name(), template.content());
        return template;
    }

    private static void require(String field, String value, int most) {
        if (value.isBlank() || value.length() > most) {
            throw ChangeRefusedException.invalid(field + ": 1 to " + most + " characters expected");
        }
    }

    private static void check(String field, String template, TemplateName name) {
        Optional<String> mistake = new TemplateTags(template, name.variables()).mistake();
        if (mistake.isPresent()) {
            throw ChangeRefusedException.invalid(field + ": " + mistake.get());
        }
        try {
            filled(template, sample(), UnaryOperator.identity());
        } catch (MustacheException e) {
            throw ChangeRefusedException.invalid(field + ": " + e.getMessage());
        }
    }

    private static String filled(
            String template, Map<TemplateVariable, String> values, UnaryOperator<String> conversion) {
        Map<String, String> texts = new HashMap<>();
        for (TemplateVariable variable : TemplateVariable.values()) {
            texts.put(variable.path(), conversion.apply(values.getOrDefault(variable, "")));
        }
        return COMPILER.compile(template).execute(texts);
    }

    private static String subjectValue(String value) {
        return bounded(oneLine(value), MAX_SUBJECT_VALUE);
    }

    private static String bounded(String value, int most) {
        if (value.length() <= most) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most;
        return value.substring(0, end) + "…";
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.appendCodePoint(endsLine(c) ? ' ' : c));
        return line.toString().strip();
    }

    private static boolean endsLine(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
