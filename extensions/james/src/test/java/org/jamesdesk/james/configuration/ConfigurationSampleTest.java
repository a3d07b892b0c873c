package org.jamesdesk.james.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationSampleTest {
    private static final Path SAMPLE = Path.of("..", "..", "conf", DeskConfiguration.FILE);
    private static final Pattern KEY = Pattern.compile("(?:# )?([a-z][A-Za-z]*(?:\\.[a-z][A-Za-z0-9]*)*)=(.*)");

    @TempDir
    private Path home;

    @Test
    void shouldDocumentExactlyTheKeysThatAreRead() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(SAMPLE)) {
            Matcher matcher = KEY.matcher(line);
            if (matcher.matches()) {
                assertThat(documented.add(matcher.group(1)))
                        .as(matcher.group(1))
                        .isTrue();
            }
        }

        Set<String> read = DeskConfiguration.keys(new ConfigurationFolder(home).properties(Files.readAllLines(SAMPLE)));

        assertThat(documented).isEqualTo(new TreeSet<>(read));
    }

    @Test
    void shouldShowTheDefaultsThatApply() throws IOException {
        List<String> commented = new ArrayList<>(List.of("domain=desk.example"));
        for (String line : Files.readAllLines(SAMPLE)) {
            Matcher matcher = KEY.matcher(line);
            if (matcher.matches() && line.startsWith("#")) {
                commented.add(line.substring(2));
            }
        }

        ConfigurationFolder folder = new ConfigurationFolder(home);
        DeskConfiguration written = DeskConfiguration.from(folder.properties(commented));

        assertThat(written).usingRecursiveComparison().isEqualTo(folder.read("domain=desk.example"));
    }
}
