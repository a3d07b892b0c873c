package org.jamesdesk.testing.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration of a server under test: the distribution's, with changes. */
final class DeskConfiguration {
    private static final String DESK_PROPERTIES = "desk.properties";

    private final Map<String, UnaryOperator<String>> changes = new LinkedHashMap<>();

    /** Changes the text of a file; several changes of one file follow one another. A file that is absent has no text. */
    void change(String file, UnaryOperator<String> change) {
        changes.merge(file, change, (first, second) -> text -> second.apply(first.apply(text)));
    }

    /** Sets a key of {@code desk.properties}. */
    void property(String key, String value) {
        change(DESK_PROPERTIES, text -> withProperty(text, key, value));
    }

    void write(Path template, Path conf) {
        try {
            Files.createDirectories(conf);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(template, Files::isRegularFile)) {
                for (Path file : files) {
                    Files.copy(file, conf.resolve(file.getFileName()));
                }
            }
            for (Map.Entry<String, UnaryOperator<String>> change : changes.entrySet()) {
                Path file = conf.resolve(change.getKey());
                String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
                Files.writeString(file, change.getValue().apply(text), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the configuration to " + conf, e);
        }
    }

    /** In the place where the key stands, also where it is commented out: a key that stands twice would be a list. */
    static String withProperty(String text, String key, String value) {
        String line = key + "=" + value;
        Matcher place =
                Pattern.compile("(?m)^(# ?)?" + Pattern.quote(key) + "=.*$").matcher(text);
        return place.find() ? place.replaceFirst(Matcher.quoteReplacement(line)) : text + "\n" + line + "\n";
    }
}
