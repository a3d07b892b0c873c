package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the character set that is meant by a name in a mail; the table is {@code charsets.properties}. */
final class CharacterSets {
    private static final String TABLE = "charsets.properties";
    private static final String NOTHING_SAID = "unknown";
    private static final int MAX_NAME = 60;

    /** Encodings for which Java has no character set. */
    private static final Map<String, TextEncoding> OWN =
            Map.of("UTF-7", SevenBitText.UTF_7, "HZ-GB-2312", SevenBitText.HZ);

    private static final Pattern NUMBERED =
            Pattern.compile("(?:x-)?(iso-?8859|windows|win|cp|ms|ibm|dos|koi8)-?([0-9]{1,5}|[ru])");

    private static final Map<String, String> MEANT = table();

    private CharacterSets() {}

    /** The encoding that is meant; empty when the name is unknown or says nothing. */
    static Optional<TextEncoding> named(String name) {
        String key = key(name);
        if (key.isEmpty() || key.length() > MAX_NAME) {
            return Optional.empty();
        }
        return byKey(key).or(() -> spelledOtherwise(key)).filter(found -> !found.name()
                .equals(NOTHING_SAID));
    }

    private static Optional<TextEncoding> byKey(String key) {
        String meant = MEANT.getOrDefault(key, key);
        if (meant.equals(NOTHING_SAID)) {
            return Optional.of(TextEncoding.ofNothing(NOTHING_SAID));
        }
        if (OWN.containsKey(meant)) {
            return Optional.of(OWN.get(meant));
        }
        return java(meant).map(charset -> {
            // By whatever name Java knows it, what is written is the superset.
            String superset = MEANT.getOrDefault(charset.name().toLowerCase(Locale.ROOT), charset.name());
            return superset.equals(NOTHING_SAID)
                    ? TextEncoding.ofNothing(NOTHING_SAID)
                    : TextEncoding.of(java(superset).orElse(charset));
        });
    }

    private static Optional<TextEncoding> spelledOtherwise(String key) {
        Matcher numbered = NUMBERED.matcher(key);
        if (!numbered.lookingAt()) {
            return Optional.empty();
        }
        String family = numbered.group(1);
        String spelled =
                switch (family) {
                    case "iso8859", "iso-8859" -> "iso-8859-" + numbered.group(2);
                    case "koi8" -> "koi8-" + numbered.group(2);
                    case "windows", "win" -> "windows-" + numbered.group(2);
                    case "dos" -> "cp" + numbered.group(2);
                    default -> family + numbered.group(2);
                };
        return byKey(spelled);
    }

    private static Optional<Charset> java(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length() && i <= 2 * MAX_NAME; i++) {
            char c = name.charAt(i);
            if (c == ';' || c == ',' || c == '(') {
                break;
            }
            if (c > ' ' && c != '"' && c != '\'' && c < 127) {
                key.append(c == '_' ? '-' : Character.toLowerCase(c));
            }
        }
        String stripped = key.toString();
        return stripped.startsWith("charset=") ? stripped.substring("charset=".length()) : stripped;
    }

    private static Map<String, String> table() {
        try (InputStream bytes = CharacterSets.class.getResourceAsStream(TABLE);
                Reader characters = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(characters);
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
        } catch (IOException e) {
            throw new IllegalStateException(TABLE + " cannot be read", e);
        }
    }
}
