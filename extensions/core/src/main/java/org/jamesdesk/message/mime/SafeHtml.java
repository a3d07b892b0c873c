package org.jamesdesk.message.mime;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * The HTML of a mail made harmless for display in a page of ours: no scripts, no forms, no frames, no style sheets, nothing
 * that is loaded from elsewhere or laid over the page. Images that the mail brings along stay: {@code cid:} names the
 * attachment with that {@link Attachment#contentId}.
 *
 * @param html a fragment, to stand inside a block
 * @param remoteImages how many images lie elsewhere; to load them tells the sender that the mail is being read
 */
public record SafeHtml(String html, int remoteImages) {
    private static final Pattern EMBEDDED_IMAGE = Pattern.compile(
            "(?:cid:.{1,998}|data:image/(?:png|gif|jpe?g|webp|bmp);base64,[A-Za-z0-9+/=\\s]*+)",
            Pattern.CASE_INSENSITIVE);

    /** Without a backslash, at sign, slash or comment there is no way to name another place. */
    private static final Pattern HARMLESS_VALUE = Pattern.compile("[#%.,()!'\"\\w\\s-]{1,300}+");

    private static final Pattern HARMFUL_WORD =
            Pattern.compile("url|expression|import|behavior|binding|attr\\(|var\\(|image", Pattern.CASE_INSENSITIVE);

    private static final Pattern NEGATIVE = Pattern.compile("(?:^|[\\s(])-\\.?\\d");

    private static final Set<String> STYLES = Set.of(
            "color",
            "background",
            "background-color",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-weight",
            "font-variant",
            "text-align",
            "text-decoration",
            "text-indent",
            "text-transform",
            "line-height",
            "letter-spacing",
            "word-spacing",
            "white-space",
            "word-break",
            "word-wrap",
            "overflow-wrap",
            "vertical-align",
            "direction",
            "unicode-bidi",
            "display",
            "float",
            "clear",
            "width",
            "min-width",
            "max-width",
            "height",
            "min-height",
            "max-height",
            "list-style",
            "list-style-type",
            "table-layout",
            "border-collapse",
            "border-spacing",
            "caption-side",
            "empty-cells");

    private static final Set<String> STYLE_FAMILIES = Set.of("margin", "padding", "border");

    /** As it may be shown before anybody has asked for more: remote images are left out. */
    public static SafeHtml of(String html) {
        return clean(html, false);
    }

    /** As it may be shown when the reader asked for the remote images. */
    public static SafeHtml withRemoteImages(String html) {
        return clean(html, true);
    }

    private static SafeHtml clean(String html, boolean remoteImages) {
        Document document = Jsoup.parse(html.substring(0, HtmlText.endOfTags(html)));
        Document clean = new Cleaner(safelist()).clean(document);
        clean.outputSettings().prettyPrint(false);
        int remote = 0;
        for (Element element : clean.body().getAllElements()) {
            if (element.hasAttr("style")) {
                style(element);
            }
            if (element.normalName().equals("img")) {
                remote += image(element, remoteImages);
            }
        }
        return new SafeHtml(clean.body().html(), remote);
    }

    private static Safelist safelist() {
        return Safelist.relaxed()
                .addTags(
                        "font", "center", "hr", "s", "del", "ins", "big", "tt", "kbd", "samp", "var", "mark", "abbr",
                        "address")
                .addTags(
                        "article",
                        "section",
                        "header",
                        "footer",
                        "main",
                        "aside",
                        "figure",
                        "figcaption",
                        "bdi",
                        "bdo",
                        "wbr")
                .addAttributes(":all", "style", "dir", "lang", "title", "align", "valign", "bgcolor", "width", "height")
                .addAttributes("font", "color", "face", "size")
                .addAttributes("table", "border", "cellpadding", "cellspacing")
                .addAttributes("td", "colspan", "rowspan", "nowrap")
                .addAttributes("th", "colspan", "rowspan", "nowrap")
                .addAttributes("img", "alt", "src")
                .addProtocols("img", "src", "http", "https", "cid", "data")
                .addProtocols("a", "href", "http", "https", "mailto", "tel")
                .removeProtocols("a", "href", "ftp")
                .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow")
                .addEnforcedAttribute("a", "target", "_blank");
    }

    /** 1 when the image lies elsewhere. */
    private static int image(Element image, boolean remoteImages) {
        String source = image.attr("src").trim();
        if (EMBEDDED_IMAGE.matcher(source).matches()) {
            return 0;
        }
        boolean isRemote = source.startsWith("http://") || source.startsWith("https://");
        if (!isRemote || !remoteImages) {
            image.removeAttr("src");
        }
        return isRemote ? 1 : 0;
    }

    private static void style(Element element) {
        StringBuilder kept = new StringBuilder();
        for (String declaration : element.attr("style").split(";", 100)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String name = declaration.substring(0, colon).trim().toLowerCase(Locale.ROOT);
                String value = declaration.substring(colon + 1).trim();
                if (isKnown(name) && isHarmless(value)) {
                    kept.append(name).append(':').append(value).append(';');
                }
            }
        }
        if (kept.length() == 0) {
            element.removeAttr("style");
        } else {
            element.attr("style", kept.toString());
        }
    }

    private static boolean isKnown(String name) {
        int hyphen = name.indexOf('-');
        return STYLES.contains(name) || STYLE_FAMILIES.contains(hyphen < 0 ? name : name.substring(0, hyphen));
    }

    private static boolean isHarmless(String value) {
        return HARMLESS_VALUE.matcher(value).matches()
                && !HARMFUL_WORD.matcher(value).find()
                && !NEGATIVE.matcher(value).find();
    }
}
