package org.jamesdesk.template;

import java.util.Objects;

/**
 * The three forms of one text: as written by an administrator, with variables, or as rendered.
 *
 * @param subject one line; empty for what is a part of another mail
 * @param html as HTML
 * @param text as plain text
 */
public record TemplateContent(String subject, String html, String text) {
    public TemplateContent {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(text, "text");
    }
}
