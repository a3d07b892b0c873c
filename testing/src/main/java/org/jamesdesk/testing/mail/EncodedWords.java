package org.jamesdesk.testing.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the words of a header value that are not ASCII as encoded words in UTF-8 and Base64 (RFC 2047). */
final class EncodedWords {
    private static final Pattern NON_ASCII_RUN = Pattern.compile("\\S*[^\\p{ASCII}]\\S*(\\s+\\S*[^\\p{ASCII}]\\S*)*");
    private static final int BYTES_PER_WORD = 45;

    private EncodedWords() {}

    static String of(String value) {
        Matcher matcher = NON_ASCII_RUN.matcher(value);
        return matcher.replaceAll(run -> Matcher.quoteReplacement(encode(run.group())));
    }

    private static String encode(String run) {
        List<String> words = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        run.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            if (bytes(chunk + character).length > BYTES_PER_WORD) {
                words.add(word(chunk.toString()));
                chunk.setLength(0);
            }
            chunk.append(character);
        });
        words.add(word(chunk.toString()));
        return String.join("\r\n ", words);
    }

    private static String word(String chunk) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(chunk)) + "?=";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
