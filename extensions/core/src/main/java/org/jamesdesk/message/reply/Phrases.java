package org.jamesdesk.message.reply;

import java.util.BitSet;
import java.util.List;

/** Looks for many phrases in a text at once. */
final class Phrases {
    private static final int HASHED = 3;
    private static final int BUCKETS = 1 << 14;

    private final List<String> phrases;
    private final BitSet beginnings = new BitSet(BUCKETS);

    /** @throws IllegalStateException when a phrase has less than three characters */
    Phrases(List<String> phrases) {
        this.phrases = List.copyOf(phrases);
        for (String phrase : phrases) {
            if (phrase.length() < HASHED) {
                throw new IllegalStateException("Too short a phrase: " + phrase);
            }
            beginnings.set(bucket(phrase, 0));
        }
    }

    private static int bucket(String text, int at) {
        return (text.charAt(at) * 961 + text.charAt(at + 1) * 31 + text.charAt(at + 2)) & (BUCKETS - 1);
    }

    boolean anyIn(String text) {
        for (int i = 0; i + HASHED <= text.length(); i++) {
            if (beginnings.get(bucket(text, i)) && anyAt(text, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyAt(String text, int at) {
        return phrases.stream().anyMatch(phrase -> text.startsWith(phrase, at));
    }
}
