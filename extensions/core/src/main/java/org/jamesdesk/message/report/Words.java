package org.jamesdesk.message.report;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server's words, prepared for looking up.
 *
 * @param full {@linkplain Phrase#fold folded}
 * @param blanked the same without addresses, host names, links and quoted reply code continuations
 */
record Words(String full, String blanked) {
    private static final int MAX_CHARACTERS = 6_000;
    private static final int MIN_QUOTATION = 10;
    private static final Phrases QUOTATIONS = Phrases.table("quotations.txt");
    private static final Pattern CONTINUED =
            Pattern.compile("(?<=\\s)[245]\\d\\d[- ](?:[245]\\.\\d{1,3}\\.\\d{1,3}[- ])?(?=\\s*\\S)");
    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)[^\\s<>\"]{1,500}+");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.@-])(?:[\\w-]{1,63}+\\.){1,10}+[a-z][a-z-]{1,20}+(?![\\w@])");

    static Words of(String text) {
        return ofFolded(Phrase.fold(text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS)));
    }

    /** What another server said, where the words quote it. */
    Optional<Words> quoted() {
        int from = -1;
        for (Phrase phrase : QUOTATIONS.phrases()) {
            from = Math.max(from, phrase.endIn(full));
        }
        return from < 0 || full.length() - from < MIN_QUOTATION
                ? Optional.empty()
                : Optional.of(ofFolded(full.substring(from)));
    }

    private static Words ofFolded(String folded) {
        StringBuilder blanked = new StringBuilder();
        int from = 0;
        for (AddressFinder.Found found : AddressFinder.in(folded)) {
            if (found.start() >= from) {
                blanked.append(folded, from, found.start()).append('@');
                from = found.end();
            }
        }
        blanked.append(folded.substring(from));
        String plain = LINK.matcher(blanked).replaceAll("://");
        plain = NAME.matcher(plain).replaceAll("host.");
        return new Words(folded, CONTINUED.matcher(plain).replaceAll(""));
    }
}
