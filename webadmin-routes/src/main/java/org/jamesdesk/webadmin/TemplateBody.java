package org.jamesdesk.webadmin;

import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.template.TemplateContent;
import org.jamesdesk.template.TemplateLanguage;

/** A template as written by the caller. */
record TemplateBody(
        Optional<String> language,
        Optional<String> subject,
        Optional<String> html,
        Optional<String> text,
        Optional<String> from) {
    /** The language, of the body or of the query; both may not differ. */
    TemplateLanguage language(Optional<TemplateLanguage> ofQuery) {
        Optional<TemplateLanguage> own = language.map(TemplateBody::parse);
        if (own.isPresent() && ofQuery.isPresent() && own.get() != ofQuery.get()) {
            throw RequestRefusedException.invalid("language: the body says another one than the query");
        }
        return own.or(() -> ofQuery)
                .orElseThrow(() -> RequestRefusedException.invalid("language: one of pt, en, es expected"));
    }

    private static TemplateLanguage parse(String name) {
        try {
            return TemplateLanguage.parse(name);
        } catch (IllegalArgumentException e) {
            throw RequestRefusedException.invalid("language: " + e.getMessage());
        }
    }

    TemplateContent content() {
        return new TemplateContent(subject.orElse(""), html.orElse(""), text.orElse(""));
    }

    Optional<EmailAddress> sender() {
        return from.map(address -> {
            try {
                return EmailAddress.parse(address);
            } catch (IllegalArgumentException e) {
                throw RequestRefusedException.invalid("from: " + e.getMessage());
            }
        });
    }
}
