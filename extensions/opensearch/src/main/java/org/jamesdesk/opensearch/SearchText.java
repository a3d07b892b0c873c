package org.jamesdesk.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person typed into the search box. It has no syntax that could be wrong: words, and words in double quotes that
 * must stand side by side. Every one of them must occur somewhere in the ticket.
 *
 * @param units words and quoted phrases
 * @param blank whether nothing was typed at all
 */
record SearchText(List<String> units, boolean blank) {
    /**
     * More is not looked at. Each character can become a token of its own (Chinese), searched in four fields, and
     * OpenSearch refuses queries of more than 1024 clauses.
     */
    static final int MAX_LENGTH = 200;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern UNIT = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");
    private static final Pattern SPACES = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");
    private static final Pattern FRAME = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    static SearchText parse(String typed) {
        String text = SPACES.matcher(UnicodeText.wellFormed(BoundedTicket.cut(typed, 50 * MAX_LENGTH)))
                .replaceAll(" ")
                .strip();
        List<String> units = new ArrayList<>();
        Matcher matcher = UNIT.matcher(atWordEnd(text));
        while (matcher.find()) {
            String unit = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (unit.codePoints().anyMatch(Character::isLetterOrDigit)) {
                units.add(unit.strip());
            }
        }
        return new SearchText(List.copyOf(units), text.isEmpty());
    }

    /** One query per unit; only signs find nothing, as only an unknown word does. */
    List<ObjectNode> clauses() {
        if (units.isEmpty() && !blank) {
            ObjectNode nothing = JSON.objectNode();
            nothing.putObject("match_none");
            return List.of(nothing);
        }
        return units.stream().map(SearchText::clause).toList();
    }

    private static String atWordEnd(String text) {
        String cut = BoundedTicket.cut(text, MAX_LENGTH);
        int space = cut.lastIndexOf(' ');
        return cut.length() < text.length() && space > 0 ? cut.substring(0, space) : cut;
    }

    private static ObjectNode clause(String unit) {
        ObjectNode clause = JSON.objectNode();
        ArrayNode anyOf = clause.putObject("bool").putArray("should");
        ArrayNode identifiers = anyOf.addObject().putObject("terms").putArray("identifiers");
        identifiers(unit).forEach(identifiers::add);
        ObjectNode words = anyOf.addObject().putObject("multi_match");
        words.put("query", unit).put("type", "phrase");
        ArrayNode fields = words.putArray("fields");
        fields.add("subject").add("conversations.subject").add("conversations.text");
        if (!isAddress(unit)) {
            fields.add("names");
        }
        return clause;
    }

    /** As typed, and without what frames it in text: {@code <a@b>}, {@code [#123]}, {@code a@b,}. */
    private static Set<String> identifiers(String unit) {
        Set<String> identifiers = new TreeSet<>();
        identifiers.add(unit);
        identifiers.add(FRAME.matcher(unit).replaceAll(""));
        return identifiers;
    }

    /** An address means that address, not every longer one that contains it. */
    private static boolean isAddress(String unit) {
        return unit.indexOf('@') > 0;
    }
}
