package org.jamesdesk.message.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jamesdesk.message.mime.HtmlText;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Turns HTML into text in which quotations are marked as in plain text ({@code >}), so that one reader serves both. How mail
 * programs mark old text in HTML is in {@code markup.txt}; what else the markup tells becomes a {@link Line.Mark}.
 */
final class MarkedHtml {
    private enum Role {
        QUOTE,
        ATTRIBUTION,
        REST,
        RULE,
        SIGNATURE
    }

    private record Found(Element element, Role role) {}

    private static final Map<String, Role> ROLES = roles();
    private static final List<String> ATTRIBUTES = List.of("data-marker", "name", "data-zbluepencil-ignore");

    private static final String GMAIL_QUOTE = "gmail_quote";
    private static final int MAX_LEVELS = 50;

    private MarkedHtml() {}

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new HashMap<>();
        for (List<String> row : Table.rows("markup.txt", 3)) {
            roles.put(row.get(0), Role.valueOf(row.get(1).toUpperCase(Locale.ROOT)));
        }
        return Map.copyOf(roles);
    }

    /** The text of an HTML document or fragment, its lines marked. */
    static String text(String html) {
        Document document = Jsoup.parse(withoutMarks(html));
        List<Found> found = new ArrayList<>();
        NodeTraversor.filter(collector(found), document.body());
        for (Found old : found) {
            mark(old.element(), old.role());
        }
        return HtmlText.of(document.body());
    }

    /** Takes away what would look like a mark of ours. */
    static String withoutMarks(String text) {
        String clean = text;
        for (Line.Mark mark : Line.Mark.values()) {
            clean = clean.replace(mark.sign(), ' ');
        }
        return clean;
    }

    private static NodeFilter collector(List<Found> found) {
        return new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                Role role = node instanceof Element element ? role(element) : null;
                if (role == null) {
                    return FilterResult.CONTINUE;
                }
                found.add(new Found((Element) node, role));
                return role == Role.QUOTE || role == Role.ATTRIBUTION
                        ? FilterResult.SKIP_CHILDREN
                        : FilterResult.CONTINUE;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                return FilterResult.CONTINUE;
            }
        };
    }

    private static Role role(Element element) {
        Role role = element.id().isEmpty() ? null : ROLES.get("#" + name(element.id()));
        if (role == null && element.hasAttr("class")) {
            role = element.classNames().stream()
                    .map(type -> ROLES.get("." + name(type)))
                    .filter(known -> known != null)
                    .findFirst()
                    .orElse(null);
        }
        for (String attribute : ATTRIBUTES) {
            if (role == null && element.hasAttr(attribute)) {
                role = ROLES.get("[" + attribute + "=" + name(element.attr(attribute)) + "]");
            }
        }
        if (role == null) {
            role = ROLES.get(element.normalName());
        }
        if (role == null && isRuled(element)) {
            role = Role.RULE;
        }
        return role == Role.QUOTE && isOwn(element) || role == Role.ATTRIBUTION && !isAttribution(element)
                ? null
                : role;
    }

    private static String name(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        while (name.startsWith("x_")) {
            name = name.substring(2);
        }
        return name;
    }

    /** Outlook and others draw a line above the header of the old mail with the border of its element. */
    private static boolean isRuled(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT);
        return style.contains("border-top") && style.contains("solid");
    }

    /** Whether a quotation is the sender's own: made with a button of the editor, not by answering. */
    private static boolean isOwn(Element element) {
        return isIndented(element) || isQuotedByButton(element);
    }

    /** The button "indent more" of Gmail and Apple Mail makes a quotation without its line at the left. */
    private static boolean isIndented(Element element) {
        String style = element.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");
        return style.contains("border:none") && style.contains("margin:000") && !element.hasAttr("type");
    }

    /** Gmail puts an answered mail into an element of its own, the words behind its button "quote" not. */
    private static boolean isQuotedByButton(Element element) {
        if (!element.hasClass(GMAIL_QUOTE) || !element.normalName().equals("blockquote")) {
            return false;
        }
        Element parent = element.parent();
        for (int levels = 0; parent != null && levels < MAX_LEVELS; levels++) {
            if (parent.hasClass(GMAIL_QUOTE) || parent.hasClass("gmail_extra")) {
                return false;
            }
            parent = parent.parent();
        }
        return true;
    }

    /** Programs use the same element for the header of a mail that is passed on. */
    private static boolean isAttribution(Element element) {
        String text = Line.of(element.text()).plain();
        return text.length() < Line.MAX_PLAIN && (text.endsWith(":") || text.endsWith("\uff1a"));
    }

    private static void mark(Element element, Role role) {
        switch (role) {
            case QUOTE -> {
                String quoted = HtmlText.of(element);
                element.replaceWith(new Element("pre").appendText("> " + quoted.replace("\n", "\n> ")));
            }
            case ATTRIBUTION -> element.replaceWith(
                    new Element("div").appendText(Line.Mark.ATTRIBUTION.sign() + element.text()));
            case REST -> element.before(new Element("div").appendText(Line.Mark.REST.sign() + " "));
            case RULE -> element.before(new Element("div").appendText(String.valueOf(Line.Mark.RULE.sign())));
            case SIGNATURE -> element.before(new Element("div").appendText(String.valueOf(Line.Mark.SIGNATURE.sign())));
            default -> throw new IllegalStateException("No such role: " + role);
        }
    }
}
