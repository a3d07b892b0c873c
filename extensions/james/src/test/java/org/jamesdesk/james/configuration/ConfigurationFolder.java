package org.jamesdesk.james.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;

/** Reads {@code desk.properties} exactly as James does, from a folder of its own. */
final class ConfigurationFolder {
    private final Path home;

    ConfigurationFolder(Path home) {
        this.home = home;
    }

    DeskConfiguration read(String... lines) {
        return DeskConfiguration.from(properties(List.of(lines)));
    }

    org.apache.commons.configuration2.Configuration properties(List<String> lines) {
        try {
            Path conf = Files.createDirectories(home.resolve("conf"));
            Files.write(conf.resolve(DeskConfiguration.FILE), lines);
            Configuration james =
                    Configuration.builder().workingDirectory(home.toString()).build();
            return new PropertiesProvider(new FileSystemImpl(james.directories()), james.configurationPath())
                    .getConfiguration("desk");
        } catch (IOException | ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
