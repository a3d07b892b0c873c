package org.jamesdesk.message.forward;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a mail program put before the subject to say that the mail forwards or answers another, such as {@code Fwd:} or
 * {@code AW:}. The table is the resource {@code subject-prefixes.txt}.
 *
 * @param forwardedIn the languages (ISO 639) in which the prefix marks a forward; empty when in none
 * @param answeredIn the languages in which it marks an answer; empty when in none
 * @param rest the subject behind the prefix; all of it when there is none
 */
public record SubjectPrefix(Set<String> forwardedIn, Set<String> answeredIn, String rest) {
    /** What a prefix says of the mail. */
    public enum Meaning {
        FORWARD,
        ANSWER,
        /** There is no known prefix. */
        NONE
    }

    private record Languages(Set<String> forwarded, Set<String> answered) {
        static final Languages NONE = new Languages(Set.of(), Set.of());
    }

    private static final int MAX_PREFIX = 32;
    private static final int MAX_TAGS = 3;
    private static final int MAX_TAG = 48;
    private static final Map<String, Languages> WORLD = read("subject-prefixes.txt");

    public SubjectPrefix {
        forwardedIn = Set.copyOf(forwardedIn);
        answeredIn = Set.copyOf(answeredIn);
        Objects.requireNonNull(rest, "rest");
    }

    private static Map<String, Languages> read(String resource) {
        Map<String, Languages> prefixes = new HashMap<>();
        for (List<List<String>> row : Vocabulary.rows(resource, 3)) {
            row.get(1).forEach(prefix -> at(prefixes, prefix).forwarded().addAll(row.get(0)));
            row.get(2).forEach(prefix -> at(prefixes, prefix).answered().addAll(row.get(0)));
        }
        return Map.copyOf(prefixes);
    }

    private static Languages at(Map<String, Languages> prefixes, String prefix) {
        return prefixes.computeIfAbsent(
                Vocabulary.folded(prefix), key -> new Languages(new HashSet<>(), new HashSet<>()));
    }

    /** The outermost prefix of a subject; tags in brackets before it, such as {@code [External]}, do not matter. */
    public static SubjectPrefix of(String subject) {
        String text = subject.strip();
        int start = 0;
        for (int tags = 0; tags <= MAX_TAGS; tags++) {
            Optional<SubjectPrefix> found = at(text, start);
            if (found.isPresent()) {
                return found.orElseThrow();
            }
            int end = tagEnd(text, start);
            if (end < 0) {
                break;
            }
            start = end;
        }
        return bracketed(text).orElseGet(() -> new SubjectPrefix(Set.of(), Set.of(), text));
    }

    /** The whole subject in brackets, as Netscape and its heirs forward: {@code [Fwd: …]}. */
    private static Optional<SubjectPrefix> bracketed(String text) {
        return text.startsWith("[") && text.endsWith("]")
                ? at(text.substring(0, text.length() - 1), 1)
                : Optional.empty();
    }

    private static Optional<SubjectPrefix> at(String text, int start) {
        int colon = colon(text, start);
        if (colon < 0) {
            return Optional.empty();
        }
        Languages languages =
                WORLD.getOrDefault(Vocabulary.folded(withoutCount(text.substring(start, colon))), Languages.NONE);
        return languages == Languages.NONE
                ? Optional.empty()
                : Optional.of(new SubjectPrefix(
                        languages.forwarded(),
                        languages.answered(),
                        text.substring(colon + 1).strip()));
    }

    private static int colon(String text, int start) {
        int end = Math.min(text.length(), start + MAX_PREFIX);
        for (int i = start; i < end; i++) {
            if (HeaderLabels.isColon(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Where the text behind a tag in square brackets begins, -1 when there is no tag. */
    private static int tagEnd(String text, int start) {
        if (start >= text.length() || text.charAt(start) != '[') {
            return -1;
        }
        int close = text.indexOf(']', start);
        if (close < 0 || close - start > MAX_TAG) {
            return -1;
        }
        int end = close + 1;
        while (end < text.length() && Vocabulary.isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** {@code Re[2]}, {@code Fwd(3)} and {@code Re^2} without the count. */
    private static String withoutCount(String prefix) {
        int end = prefix.length();
        while (end > 0 && "[](){}^* 0123456789".indexOf(prefix.charAt(end - 1)) >= 0) {
            end--;
        }
        return prefix.substring(0, end);
    }

    /**
     * What the prefix means.
     *
     * @param languages the languages that the mail below is known to speak; they decide where the meaning is not the same
     *     everywhere
     */
    public Meaning meaning(Set<String> languages) {
        if (forwardedIn.isEmpty()) {
            return answeredIn.isEmpty() ? Meaning.NONE : Meaning.ANSWER;
        }
        boolean answers = answeredIn.stream().anyMatch(languages::contains);
        boolean forwards = forwardedIn.stream().anyMatch(languages::contains);
        return answers && !forwards ? Meaning.ANSWER : Meaning.FORWARD;
    }
}
