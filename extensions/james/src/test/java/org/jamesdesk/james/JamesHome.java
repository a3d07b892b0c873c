package org.jamesdesk.james;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The working directory of a James server, with a small configuration that knows nothing of the desk at first. */
final class JamesHome {
    private static final List<String> STOCK = List.of(
            "dnsservice.xml",
            "domainlist.xml",
            "healthcheck.properties",
            "jmap.properties",
            "jmx.properties",
            "listeners.xml",
            "logback.xml",
            "mailetcontainer.xml",
            "mailrepositorystore.xml",
            "smtpserver.xml",
            "usersrepository.xml",
            "webadmin.properties");

    private final Path directory;

    private JamesHome(Path directory) {
        this.directory = directory;
    }

    static JamesHome in(Path directory) {
        try {
            Path conf = Files.createDirectories(directory.resolve("conf"));
            for (String name : STOCK) {
                try (InputStream stock = JamesHome.class.getResourceAsStream("/stock-james/" + name)) {
                    Files.copy(stock, conf.resolve(name));
                }
            }
            return new JamesHome(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Follows the page: what stands in XML files, which every James with the desk needs. */
    JamesHome withMailPath() {
        withHook();
        withProcessors();
        return this;
    }

    JamesHome withHook() {
        return insert("smtpserver.xml", "smtpserver.xml");
    }

    JamesHome withProcessors() {
        insert("mailetcontainer.xml", "transport");
        insert("mailetcontainer.xml", "processors");
        return insert("mailrepositorystore.xml", "mailrepositorystore.xml");
    }

    /** Follows the page: what a James must be told that is extended by the jar. */
    JamesHome withExtension() {
        for (String name : List.of("extensions.properties", "webadmin.properties", "healthcheck.properties")) {
            append(name, ExtensionJarPage.snippet(name));
        }
        return this;
    }

    JamesHome withDesk(String... lines) {
        append("desk.properties", String.join("\n", lines) + "\n");
        return this;
    }

    Path directory() {
        return directory;
    }

    private JamesHome insert(String file, String snippet) {
        try {
            Path path = directory.resolve("conf").resolve(file);
            String marker = "<!-- " + snippet + " -->";
            String text = Files.readString(path);
            if (!text.contains(marker)) {
                throw new IllegalStateException(file + " has no place for " + snippet);
            }
            Files.writeString(path, text.replace(marker, ExtensionJarPage.snippet(snippet)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String file, String text) {
        try {
            Files.writeString(
                    directory.resolve("conf").resolve(file),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
