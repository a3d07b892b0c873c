package org.jamesdesk.webadmin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import spark.Request;
import spark.Response;

/**
 * What all pages of the desk have in common: they speak the language of the browser, are complete in themselves, and are of no
 * use to search engines, frames and scripts.
 */
final class PageFrame {
    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("pt"), Locale.forLanguageTag("es"));

    private final String texts;
    private final String style;
    private final String policy;

    /**
     * @param texts the name of the properties files with its texts
     * @param style its style sheet, the only one that a browser takes
     */
    PageFrame(String texts, String style) {
        this.texts = "org/jamesdesk/webadmin/" + texts;
        this.style = style;
        this.policy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    String style() {
        return style;
    }

    /** The texts in the language that a request prefers; English when it prefers none of the three. */
    PageTexts texts(Request request) {
        Locale language = language(request);
        return new PageTexts(
                language,
                ResourceBundle.getBundle(
                        texts,
                        language,
                        PageFrame.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** Sets status and headers of an answer. */
    void announce(Response response, int status, PageTexts pageTexts) {
        response.status(status);
        response.type("text/html;charset=utf-8");
        response.header("Content-Language", pageTexts.language().getLanguage());
        response.header("Content-Security-Policy", policy);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Robots-Tag", "noindex");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cache-Control", "no-store");
        response.header("Vary", "Accept-Language");
    }

    private static Locale language(Request request) {
        String accepted =
                Optional.ofNullable(request.headers("Accept-Language")).orElse("");
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(accepted), LANGUAGES))
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
