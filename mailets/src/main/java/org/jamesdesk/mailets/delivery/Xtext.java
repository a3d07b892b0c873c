package org.jamesdesk.mailets.delivery;

import java.util.stream.Collectors;

/** The encoding of ASCII text in ESMTP parameters (RFC 3461 section 4). */
final class Xtext {
    private Xtext() {}

    /**
     * Encodes a text.
     *
     * @throws IllegalArgumentException when it is not of ASCII characters
     */
    static String encode(String text) {
        return text.chars().mapToObj(Xtext::encode).collect(Collectors.joining());
    }

    private static String encode(int character) {
        if (character > 127) {
            throw new IllegalArgumentException("only ASCII can be encoded as xtext");
        }
        boolean asItIs = character > ' ' && character != '+' && character != '=';
        return asItIs ? Character.toString(character) : String.format("+%02X", character);
    }
}
