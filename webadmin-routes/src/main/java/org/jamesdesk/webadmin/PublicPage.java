package org.jamesdesk.webadmin;

import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.jsoup.nodes.Entities;
import spark.Request;
import spark.Response;

/** A page for people who are not administrators. */
final class PublicPage {
    private static final String STYLE =
            """
            body{font-family:system-ui,sans-serif;line-height:1.5;max-width:36rem;margin:10vh auto;padding:0 1rem;\
            color:#1b1b1b;background:#fff}button{font:inherit;padding:.6rem 1.2rem;border:2px solid #14532d;\
            border-radius:.4rem;background:#14532d;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #1d4ed8;\
            outline-offset:2px}@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}}""";
    private static final PageFrame FRAME = new PageFrame("public-pages", STYLE);
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
        PageTexts texts = FRAME.texts(request);
        FRAME.announce(response, status, texts);
        String more = (button ? FORM.formatted(text(texts, "button")) : "")
                + detail.map(Entities::escape).map(DETAIL::formatted).orElse("");
        return PAGE.formatted(texts.language().getLanguage(), text(texts, "title"), STYLE, text(texts, "text"), more);
    }

    private String text(PageTexts texts, String part) {
        return Entities.escape(texts.text(name + "." + part));
    }
}
