package org.jamesdesk.template;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Checks what stands between the braces of a template. The Mustache library reads much that an administrator did not mean:
 * it takes an open tag for text and knows partials, blocks and other delimiters, which have no place here.
 */
final class TemplateTags {
    /** Sections in sections: more than anybody needs, and few enough for the library, which goes down one by one. */
    private static final int MAX_DEPTH = 10;

    private static final int MAX_SHOWN = 40;
    private static final Pattern TAG = Pattern.compile("\\{\\{(\\{)?(.*?)(\\}\\}\\}?|\\z)", Pattern.DOTALL);
    private static final String SIGNS = "#^/&!";

    private final String template;
    private final Set<String> names;

    TemplateTags(String template, Set<TemplateVariable> variables) {
        this.template = template;
        this.names = variables.stream().map(TemplateVariable::path).collect(Collectors.toSet());
    }

    /** What is wrong with the first tag that is not right, with its line; empty: nothing. */
    Optional<String> mistake() {
        int depth = 0;
        Matcher tags = TAG.matcher(template);
        while (tags.find()) {
            if (tags.group(3).isEmpty()) {
                return Optional.of(at(tags, "a tag is open: }} expected"));
            }
            String content = tags.group(2).strip();
            String sign = !content.isEmpty() && SIGNS.indexOf(content.charAt(0)) >= 0 ? content.substring(0, 1) : "";
            Optional<String> mistake =
                    mistake(sign, content.substring(sign.length()).strip());
            if (mistake.isPresent()) {
                return Optional.of(at(tags, mistake.get()));
            }
            depth += steps(sign);
            if (depth > MAX_DEPTH) {
                return Optional.of(at(tags, "at most " + MAX_DEPTH + " sections in one another"));
            }
        }
        return Optional.empty();
    }

    private static int steps(String sign) {
        return switch (sign) {
            case "#", "^" -> 1;
            case "/" -> -1;
            default -> 0;
        };
    }

    private Optional<String> mistake(String sign, String name) {
        if (sign.equals("!") || names.contains(name)) {
            return Optional.empty();
        }
        if (!name.isEmpty() && "=><$*".indexOf(name.charAt(0)) >= 0) {
            return Optional.of("{{" + name.charAt(0) + "…}} is not accepted: there are variables and sections only");
        }
        return Optional.of("there is no variable '" + shown(name) + "'; there are "
                + names.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MAX_SHOWN ? printable : printable.substring(0, MAX_SHOWN) + "…";
    }

    private String at(Matcher tag, String mistake) {
        long line = 1
                + template.substring(0, tag.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return "line " + line + ": " + mistake;
    }
}
