package org.jamesdesk.webadmin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.eclipse.jetty.http.HttpStatus;
import org.jsoup.nodes.Entities;
import spark.Request;
import spark.Response;

/**
 * A page for people who are not administrators: in the language of their browser, complete in itself, and of no use to
 * search engines, frames and scripts.
 */
final class PublicPage {
    private static final String TEXTS = "org/jamesdesk/webadmin/public-pages";
    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("pt"), Locale.forLanguageTag("es"));
    private static final String STYLE =
            """
            body{font-family:system-ui,sans-serif;line-height:1.5;max-width:36rem;margin:10vh auto;padding:0 1rem;\
            color:#1b1b1b;background:#fff}button{font:inherit;padding:.6rem 1.2rem;border:2px solid #14532d;\
            border-radius:.4rem;background:#14532d;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #1d4ed8;\
            outline-offset:2px}@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}}""";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="%1$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%2$s</title>
            <style>%3$s</style>
            </head>
            <body>
            <main>
            <h1>%2$s</h1>
            <p>%4$s</p>
            %5$s</main>
            </body>
            </html>
            """;
    private static final String FORM = "<form method=\"post\"><button type=\"submit\">%s</button></form>\n";
    private static final String DETAIL = "<p lang=\"en\">%s</p>\n";

    private final String name;
    private final int status;
    private final boolean button;
    private final Optional<String> detail;

    private PublicPage(String name, int status, boolean button, Optional<String> detail) {
        this.name = name;
        this.status = status;
        this.button = button;
        this.detail = detail;
    }

    /** A page that says something. */
    static PublicPage saying(String name, int status) {
        return new PublicPage(name, status, false, Optional.empty());
    }

    /** A page with a button that posts to its own address. */
    static PublicPage asking(String name) {
        return new PublicPage(name, HttpStatus.OK_200, true, Optional.empty());
    }

    /** The same page with a paragraph more, in English; whatever it says is shown as text. */
    PublicPage with(String text) {
        return new PublicPage(name, status, button, Optional.of(text));
    }

    /** Sends the page in the language that the request prefers. */
    String send(Request request, Response response) {
        Locale language = language(request);
        ResourceBundle texts = ResourceBundle.getBundle(
                TEXTS,
                language,
                PublicPage.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        response.status(status);
        response.type("text/html;charset=utf-8");
        response.header("Content-Language", language.getLanguage());
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Robots-Tag", "noindex");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cache-Control", "no-store");
        response.header("Vary", "Accept-Language");
        String more = (button ? FORM.formatted(text(texts, "button")) : "")
                + detail.map(Entities::escape).map(DETAIL::formatted).orElse("");
        return PAGE.formatted(language.getLanguage(), text(texts, "title"), STYLE, text(texts, "text"), more);
    }

    private String text(ResourceBundle texts, String part) {
        return Entities.escape(texts.getString(name + "." + part));
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
