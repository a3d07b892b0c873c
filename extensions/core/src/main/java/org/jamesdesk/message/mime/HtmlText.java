package org.jamesdesk.message.mime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Turns HTML into the text a person would read, with its line breaks. */
public final class HtmlText {
    /**
     * How many tags are read as such, those that close counted. A tag costs memory and time whatever its length, so that a
     * limit of bytes is not enough.
     */
    static final int MAX_TAGS = 50_000;

    private static final Set<String> INVISIBLE =
            Set.of("script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "datalist");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table");
    private static final Set<String> LINES = Set.of(
            "div",
            "li",
            "tr",
            "blockquote",
            "pre",
            "section",
            "article",
            "header",
            "footer",
            "hr",
            "dt",
            "dd",
            "dl",
            "center",
            "address",
            "form",
            "fieldset",
            "caption",
            "main",
            "aside",
            "nav",
            "figure",
            "figcaption",
            "details",
            "summary");

    private HtmlText() {}

    /** The text of an HTML document or fragment; never throws, whatever the markup. */
    public static String of(String html) {
        return read(html).text();
    }

    /** The text of a parsed element, with what is hidden only when there is nothing else. */
    public static String of(Element element) {
        Collector visible = new Collector(true);
        NodeTraversor.traverse(visible, element);
        String text = visible.text();
        if (!text.isEmpty() || !visible.passedOver) {
            return text;
        }
        Collector all = new Collector(false);
        NodeTraversor.traverse(all, element);
        return all.text();
    }

    /**
     * What is read of a document.
     *
     * @param text what a person sees; behind the cut, whatever is no tag
     * @param title the title, which mail programs do not show; may be empty
     * @param markup the document up to the cut
     * @param cut whether there were more tags than {@link #MAX_TAGS}
     */
    record Reading(String text, String title, String markup, boolean cut) {}

    static Reading read(String html) {
        int end = endOfTags(html);
        boolean cut = end < html.length();
        String markup = cut ? html.substring(0, end) : html;
        Document document = Jsoup.parse(markup);
        String text = of(document.body());
        return new Reading(cut ? text + "\n" + withoutTags(html, end) : text, document.title(), markup, cut);
    }

    private static String withoutTags(String html, int from) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            int end = tag < 0 ? html.length() : tag;
            text.append(html, at, end).append(' ');
            int close = tag < 0 ? -1 : html.indexOf('>', tag);
            at = close < 0 ? html.length() : close + 1;
        }
        return HeaderText.oneLine(Parser.unescapeEntities(text.toString(), false));
    }

    /** Where a document has to be cut so that it has no more tags than are read. */
    static int endOfTags(String html) {
        int tags = 0;
        for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
            if (++tags > MAX_TAGS) {
                return i;
            }
        }
        return html.length();
    }

    private static final class Collector implements NodeVisitor {
        private record List(boolean numbered, int[] items) {}

        private final boolean visibleOnly;
        private final StringBuilder text = new StringBuilder();
        private final Deque<List> lists = new ArrayDeque<>();
        private int lineStart;
        private int marker = -1;
        private int markerEnd;
        private boolean space;
        private int hiddenAt = -1;
        private boolean passedOver;
        private int preformatted;
        private int linkStart = -1;
        private Optional<String> aloneInLine = Optional.empty();

        Collector(boolean visibleOnly) {
            this.visibleOnly = visibleOnly;
        }

        @Override
        public void head(Node node, int depth) {
            if (hiddenAt >= 0) {
                return;
            }
            if (node instanceof TextNode words) {
                append(words.getWholeText());
            } else if (node instanceof Element element) {
                if (isHidden(element)) {
                    hiddenAt = depth;
                } else {
                    open(element);
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (hiddenAt == depth) {
                hiddenAt = -1;
            } else if (hiddenAt < 0 && node instanceof Element element) {
                close(element);
            }
        }

        private boolean isHidden(Element element) {
            if (INVISIBLE.contains(element.normalName())) {
                return true;
            }
            boolean hidden = visibleOnly && (element.hasAttr("hidden") || isHidden(element.attr("style")));
            passedOver |= hidden;
            return hidden;
        }

        /** The ways in which newsletters hide the words that a list of mails shows. */
        private static boolean isHidden(String style) {
            if (style.isEmpty()) {
                return false;
            }
            String compact = style.toLowerCase(Locale.ROOT).replace(" ", "");
            return compact.contains("display:none")
                    || compact.contains("visibility:hidden")
                    || compact.contains("mso-hide:all")
                    || compact.contains("max-height:0") && compact.contains("overflow:hidden");
        }

        private void open(Element element) {
            String name = element.normalName();
            breakAround(name);
            switch (name) {
                case "br" -> newLine();
                case "pre", "textarea" -> preformatted++;
                case "ul", "ol" -> lists.push(new List(name.equals("ol"), new int[1]));
                case "li" -> item();
                case "a" -> linkStart = atLineStart() ? text.length() : -1;
                case "hr" -> rule();
                default -> {}
            }
        }

        private void close(Element element) {
            String name = element.normalName();
            switch (name) {
                case "pre", "textarea" -> preformatted--;
                case "ul", "ol" -> lists.poll();
                case "li" -> forgetMarkerWithoutText();
                case "td", "th" -> space = true;
                case "a" -> endLink(element);
                default -> {}
            }
            breakAround(name);
        }

        private void item() {
            if (lists.isEmpty() || lists.peek().items()[0] == Integer.MAX_VALUE) {
                return;
            }
            int number = ++lists.peek().items()[0];
            marker = text.length();
            text.append("  ".repeat(Math.min(lists.size() - 1, 10)))
                    .append(lists.peek().numbered() ? number + ". " : "- ");
            lineStart = text.length();
            markerEnd = text.length();
        }

        private boolean isBehindMarker() {
            return marker >= 0 && text.length() == markerEnd;
        }

        private void forgetMarkerWithoutText() {
            if (isBehindMarker()) {
                text.setLength(marker);
                lineStart = marker;
            }
            marker = -1;
        }

        private void rule() {
            text.append("---");
            newLine();
        }

        /** A link that is all there is in a line, such as a button, is of no use without its target. */
        private void endLink(Element link) {
            String target = link.attr("href").trim();
            boolean isWeb = target.startsWith("https://") || target.startsWith("http://");
            if (linkStart < 0 || linkStart >= text.length() || !isWeb || target.length() > 1_000) {
                return;
            }
            boolean shown = text.substring(linkStart).contains("://");
            aloneInLine = shown ? Optional.empty() : Optional.of(HeaderText.oneLine(target));
            linkStart = -1;
        }

        private void append(String words) {
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                if (c == '\n' && preformatted > 0) {
                    newLine();
                } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                    if (preformatted > 0 && c != '\r') {
                        text.append(c);
                    } else {
                        space = true;
                    }
                } else if (c != 0 && c != '\u200b' && c != '\ufeff' && c != '\u00ad' && c != '\u034f') {
                    if (space && !atLineStart()) {
                        text.append(' ');
                    }
                    space = false;
                    text.append(c == '\u00a0' ? ' ' : c);
                    if (c != '\u00a0') {
                        aloneInLine = Optional.empty();
                    }
                }
            }
        }

        private boolean atLineStart() {
            return text.length() == lineStart;
        }

        private void breakAround(String name) {
            if (PARAGRAPHS.contains(name) && (lists.isEmpty() || name.equals("table"))) {
                endLine(2);
            } else if (LINES.contains(name) || PARAGRAPHS.contains(name)) {
                endLine(1);
            }
        }

        private void endLine(int wanted) {
            if (isBehindMarker()) {
                return;
            }
            trimLine();
            int length = text.length();
            int present = 0;
            while (present < wanted && length > present && text.charAt(length - 1 - present) == '\n') {
                present++;
            }
            if (length > 0) {
                text.append("\n".repeat(wanted - present));
            }
            lineStart = text.length();
            space = false;
        }

        private void newLine() {
            if (isBehindMarker()) {
                return;
            }
            trimLine();
            text.append('\n');
            lineStart = text.length();
            space = false;
        }

        private void trimLine() {
            int end = text.length();
            while (end > lineStart && isBlank(text.charAt(end - 1))) {
                end--;
            }
            text.setLength(end);
            if (end > lineStart) {
                aloneInLine.ifPresent(target -> text.append(" <").append(target).append('>'));
            }
            aloneInLine = Optional.empty();
            linkStart = -1;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\u200c' || c == '\u200d';
        }

        private String text() {
            trimLine();
            return text.toString().strip();
        }
    }
}
