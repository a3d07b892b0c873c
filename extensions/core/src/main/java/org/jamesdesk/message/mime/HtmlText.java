package org.jamesdesk.message.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Turns HTML into the text a person would read, with its line breaks. */
public final class HtmlText {
    private static final Set<String> INVISIBLE = Set.of("script", "style", "head", "title", "template", "noscript");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table");
    private static final Set<String> LINES =
            Set.of("div", "li", "tr", "blockquote", "pre", "section", "article", "header", "footer", "hr", "dt", "dd");

    private HtmlText() {}

    /** The text of an HTML document or fragment; never throws, whatever the markup. */
    public static String of(String html) {
        return of(Jsoup.parse(html).body());
    }

    /** The text of a parsed element. */
    public static String of(Element element) {
        Collector collector = new Collector();
        NodeTraversor.traverse(collector, element);
        return collector.text();
    }

    private static final class Collector implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int hidden;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                if (INVISIBLE.contains(element.normalName())) {
                    hidden++;
                } else if (element.normalName().equals("br")) {
                    text.append('\n');
                } else {
                    breakAround(element);
                }
            } else if (node instanceof TextNode words && hidden == 0) {
                append(words);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (INVISIBLE.contains(element.normalName())) {
                    hidden--;
                } else {
                    breakAround(element);
                    if (element.normalName().equals("td")
                            || element.normalName().equals("th")) {
                        text.append(' ');
                    }
                }
            }
        }

        private void append(TextNode words) {
            boolean preformatted = words.parent() instanceof Element parent
                    && (parent.normalName().equals("pre") || parent.normalName().equals("textarea"));
            String content = preformatted ? words.getWholeText() : words.text();
            if (!preformatted && (text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1)))) {
                content = content.stripLeading();
            }
            text.append(content);
        }

        private void breakAround(Element element) {
            if (PARAGRAPHS.contains(element.normalName())) {
                endLine(2);
            } else if (LINES.contains(element.normalName())) {
                endLine(1);
            }
        }

        private void endLine(int wanted) {
            int length = text.length();
            int present = 0;
            while (present < wanted && length > present && text.charAt(length - 1 - present) == '\n') {
                present++;
            }
            if (length > 0) {
                text.append("\n".repeat(wanted - present));
            }
        }

        private String text() {
            return text.toString()
                    .replace('\u00a0', ' ')
                    .replaceAll("[ \\t]+\n", "\n")
                    .strip();
        }
    }
}
