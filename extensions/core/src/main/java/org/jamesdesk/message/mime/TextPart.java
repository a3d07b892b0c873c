package org.jamesdesk.message.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text of the mail while it is put together.
 *
 * @param text what a person reads
 * @param title the title of HTML; may be empty
 * @param html its markup, or that of its HTML alternative
 * @param kind what it was written in
 */
record TextPart(String text, String title, Optional<String> html, Kind kind) {
    enum Kind {
        PLAIN,
        HTML,
        FOR_DEVICES
    }

    static TextPart plain(String text) {
        return new TextPart(text, "", Optional.empty(), Kind.PLAIN);
    }

    static TextPart html(HtmlText.Reading reading, boolean forDevices) {
        return new TextPart(
                reading.text(),
                reading.title(),
                Optional.of(reading.markup()),
                forDevices ? Kind.FOR_DEVICES : Kind.HTML);
    }

    /** Of alternatives the one that is read: plain text if it says something, with the markup of the HTML beside it. */
    static List<TextPart> best(List<List<TextPart>> alternatives) {
        Optional<List<TextPart>> html =
                alternatives.stream().filter(texts -> has(texts, Kind.HTML)).reduce((earlier, later) -> later);
        Optional<List<TextPart>> plain = alternatives.stream()
                .filter(texts -> has(texts, Kind.PLAIN) && !has(texts, Kind.HTML))
                .filter(texts -> html.isEmpty() || !isPlaceholder(joined(texts), joined(html.get())))
                .findFirst();
        if (plain.isPresent()) {
            Optional<String> markup = html.flatMap(texts ->
                    texts.stream().flatMap(text -> text.html().stream()).findFirst());
            TextPart first = plain.get().get(0);
            TextPart withMarkup = new TextPart(first.text(), first.title(), markup, first.kind());
            return Stream.concat(Stream.of(withMarkup), plain.get().stream().skip(1))
                    .toList();
        }
        return html.or(() -> alternatives.stream()
                        .filter(texts -> has(texts, Kind.FOR_DEVICES))
                        .findFirst())
                .orElse(List.of());
    }

    private static boolean has(List<TextPart> texts, Kind kind) {
        return texts.stream()
                .anyMatch(text -> text.kind() == kind && !text.text().isBlank());
    }

    private static String joined(List<TextPart> texts) {
        return String.join("\n", texts.stream().map(TextPart::text).toList());
    }

    /** Whether plain text only says that there is HTML: it is short, the HTML is long and says something else. */
    private static boolean isPlaceholder(String plain, String html) {
        if (plain.length() > 400 || html.length() < 4 * plain.length() + 200) {
            return false;
        }
        String said = letters(plain);
        return !letters(html).contains(said.substring(0, Math.min(said.length(), 20)));
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
