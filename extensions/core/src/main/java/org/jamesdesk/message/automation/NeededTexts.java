package org.jamesdesk.message.automation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The texts of which a regular expression needs one: where none of them stands, it cannot be found. Looking for a text takes
 * a hundredth of the time of searching a pattern, and most mails have none of the texts.
 *
 * <p>Understands what the tables use: alternatives, groups, repeats, classes, boundaries, looking ahead. Of all else it says
 * that nothing is known, which is always right.
 */
final class NeededTexts {
    /** More texts than this take as long as the pattern. */
    private static final int MAX_TEXTS = 24;
    /** The endings of more texts are not followed: what stands behind them may say more in fewer. */
    private static final int MAX_EXACT = 8;

    private static final Set<String> EMPTY_TEXT = Set.of("");
    private static final Comparator<Set<String>> USEFULNESS = Comparator.<Set<String>>comparingInt(
                    NeededTexts::shortest)
            .thenComparing(Set::size, Comparator.reverseOrder());

    private final String regex;
    private int at;

    private NeededTexts(String regex) {
        this.regex = regex;
    }

    /** @return empty when nothing is known */
    static Set<String> of(String regex) {
        NeededTexts parser = new NeededTexts(regex);
        try {
            Part whole = parser.alternatives();
            return parser.at == regex.length() ? whole.needed() : Set.of();
        } catch (UnknownSyntaxException e) {
            return Set.of();
        }
    }

    /**
     * A part of an expression.
     *
     * @param exact all texts that it matches, if they are few
     * @param needed one of these stands in whatever it matches; empty when nothing is known
     */
    private record Part(Optional<Set<String>> exact, Set<String> needed) {
        static final Part UNKNOWN = new Part(Optional.empty(), Set.of());

        static Part ofTexts(Set<String> texts) {
            return new Part(Optional.of(texts), known(texts));
        }

        Part optional() {
            return exact.isPresent() ? ofTexts(union(exact.get(), EMPTY_TEXT)) : UNKNOWN;
        }

        Part repeated() {
            return new Part(Optional.empty(), needed);
        }
    }

    private Part alternatives() {
        List<Part> branches = new ArrayList<>();
        branches.add(sequence());
        while (isNext('|')) {
            at++;
            branches.add(sequence());
        }
        return branches.stream().reduce(NeededTexts::either).orElseThrow();
    }

    private static Part either(Part one, Part other) {
        Set<String> needed =
                one.needed().isEmpty() || other.needed().isEmpty() ? Set.of() : union(one.needed(), other.needed());
        Optional<Set<String>> exact = one.exact().flatMap(texts -> other.exact().map(more -> union(texts, more)));
        return new Part(
                exact.filter(texts -> texts.size() <= MAX_EXACT), needed.size() <= MAX_TEXTS ? needed : Set.of());
    }

    private Part sequence() {
        Set<String> best = Set.of();
        Set<String> run = EMPTY_TEXT;
        boolean isExact = true;
        while (at < regex.length() && !isNext('|') && !isNext(')')) {
            Part part = repeats(atom());
            Optional<Set<String>> texts = part.exact();
            if (texts.isPresent() && run.size() * texts.get().size() <= MAX_EXACT) {
                run = joined(run, texts.get());
            } else {
                best = better(best, better(known(run), part.needed()));
                run = EMPTY_TEXT;
                isExact = false;
            }
        }
        return isExact ? Part.ofTexts(run) : new Part(Optional.empty(), better(best, known(run)));
    }

    private Part repeats(Part part) {
        Part repeated = part;
        if (isNext('?')) {
            at++;
            repeated = part.optional();
        } else if (isNext('*')) {
            at++;
            repeated = Part.UNKNOWN;
        } else if (isNext('+')) {
            at++;
            repeated = part.repeated();
        } else if (isNext('{')) {
            repeated = regex.startsWith("{0", at) ? Part.UNKNOWN : part.repeated();
            at = regex.indexOf('}', at) + 1;
        }
        if (isNext('?') || isNext('+') || isNext('*') || isNext('{')) {
            throw new UnknownSyntaxException();
        }
        return repeated;
    }

    private Part atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characters();
            case '\\' -> escaped();
            case '^', '$' -> Part.ofTexts(EMPTY_TEXT);
            case '.' -> Part.UNKNOWN;
            case '?', '*', '+', '{' -> throw new UnknownSyntaxException();
            default -> {
                if (Character.isSurrogate(c)) {
                    throw new UnknownSyntaxException();
                }
                yield Part.ofTexts(Set.of(String.valueOf(c)));
            }
        };
    }

    private Part group() {
        boolean looksAhead = regex.startsWith("?!", at) || regex.startsWith("?=", at);
        if (looksAhead || regex.startsWith("?:", at)) {
            at += 2;
        } else if (isNext('?')) {
            throw new UnknownSyntaxException();
        }
        Part inner = alternatives();
        if (!isNext(')')) {
            throw new UnknownSyntaxException();
        }
        at++;
        return looksAhead ? Part.ofTexts(EMPTY_TEXT) : inner;
    }

    /** The characters of a class that lists them one by one; a {@code -} at either end stands for itself. */
    private Part characters() {
        int end = regex.indexOf(']', at + 1);
        if (end < 0) {
            throw new UnknownSyntaxException();
        }
        String listed = regex.substring(at, end);
        if (listed.indexOf('[') >= 0 || listed.indexOf('\\') >= 0 || listed.indexOf('&') >= 0) {
            throw new UnknownSyntaxException();
        }
        at = end + 1;
        boolean isRange = listed.indexOf('-', 1) > 0 && listed.indexOf('-', 1) < listed.length() - 1;
        if (listed.startsWith("^") || isRange || listed.length() > MAX_EXACT) {
            return Part.UNKNOWN;
        }
        Set<String> texts = new LinkedHashSet<>();
        listed.chars().forEach(c -> texts.add(String.valueOf((char) c)));
        return Part.ofTexts(texts);
    }

    private Part escaped() {
        if (at == regex.length()) {
            throw new UnknownSyntaxException();
        }
        char c = regex.charAt(at++);
        if (c == 'b') {
            return Part.ofTexts(EMPTY_TEXT);
        }
        if (c == 's' || c == 'd' || c == 'w') {
            return Part.UNKNOWN;
        }
        if (Character.isLetterOrDigit(c)) {
            throw new UnknownSyntaxException();
        }
        return Part.ofTexts(Set.of(String.valueOf(c)));
    }

    private boolean isNext(char c) {
        return at < regex.length() && regex.charAt(at) == c;
    }

    private static Set<String> joined(Set<String> beginnings, Set<String> ends) {
        Set<String> joined = new LinkedHashSet<>();
        beginnings.forEach(beginning -> ends.forEach(end -> joined.add(beginning + end)));
        return joined;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }

    /** Without the texts in which another stands. */
    private static Set<String> known(Set<String> texts) {
        return shortest(texts) == 0
                ? Set.of()
                : texts.stream()
                        .filter(text -> texts.stream().noneMatch(other -> !other.equals(text) && text.contains(other)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> better(Set<String> one, Set<String> other) {
        return USEFULNESS.compare(one, other) >= 0 ? one : other;
    }

    private static int shortest(Set<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }

    private static final class UnknownSyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
