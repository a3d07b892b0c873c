package org.jamesdesk.james;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration that {@code docs/extension-jar.md} tells administrators to write: tests run on the very same. */
final class ExtensionJarPage {
    private static final Path PAGE = Path.of("..", "..", "docs", "extension-jar.md");

    private ExtensionJarPage() {}

    static String snippet(String name) {
        try {
            Matcher matcher = Pattern.compile(
                            "<!-- snippet: " + Pattern.quote(name) + " -->\n```[a-z]+\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(PAGE));
            if (!matcher.find()) {
                throw new IllegalArgumentException(PAGE + " has no snippet " + name);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
