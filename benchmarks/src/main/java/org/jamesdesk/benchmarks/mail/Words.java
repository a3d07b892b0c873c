package org.jamesdesk.benchmarks.mail;

import java.util.Random;

/**
 * Running text of invented words. How often a word comes follows Zipf's law over a vocabulary of a language's size, so
 * that an index of it is as large and as busy as one of real mail.
 */
final class Words {
    private static final int VOCABULARY = 20_000;
    private static final String[] SYLLABLES = {
        "a", "be", "ca", "de", "e", "for", "ga", "hi", "in", "jo", "ke", "la", "men", "no", "o", "por", "qui", "re",
        "sa", "te", "um", "ver", "xe", "zi", "com", "são", "ção", "ber", "ning", "é"
    };

    private final Random random;

    Words(Random random) {
        this.random = random;
    }

    /** Sentences and paragraphs of at least this many characters; lines of at most 78 characters, ended by CR LF. */
    String text(int length) {
        StringBuilder text = new StringBuilder(length + 80);
        int line = 0;
        int wordsLeft = sentence();
        while (text.length() < length) {
            String word = word();
            wordsLeft--;
            if (line + word.length() > 76) {
                text.append("\r\n");
                line = 0;
            }
            text.append(word);
            line += word.length() + 1;
            if (wordsLeft == 0) {
                text.append(random.nextInt(5) == 0 ? ".\r\n\r\n" : ". ");
                line = text.charAt(text.length() - 1) == '\n' ? 0 : line + 1;
                wordsLeft = sentence();
            } else {
                text.append(' ');
            }
        }
        return text.append("\r\n").toString();
    }

    /** A few words. */
    String title() {
        return word() + " " + word() + " " + word() + " " + word();
    }

    String word() {
        int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
        StringBuilder word = new StringBuilder();
        int rest = rank * 7 + 13;
        do {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        } while (rest > 0);
        return word.toString();
    }

    private int sentence() {
        return 4 + random.nextInt(14);
    }
}
