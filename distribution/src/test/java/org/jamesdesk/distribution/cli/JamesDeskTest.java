package org.jamesdesk.distribution.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jamesdesk.distribution.home.HomeDirectory;
import org.jamesdesk.distribution.home.RunSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JamesDeskTest {
    @TempDir
    private Path directory;

    private HomeDirectory home;

    @BeforeEach
    void setUp() {
        home = new HomeDirectory(directory);
        home.prepare();
    }

    @Test
    void shouldSayWhereDomainsGoWhenAHomeIsStartedWithAnotherDomain() {
        home.remember(RunSettings.standalone());

        assertThat(errorsOf("start", "--domain", "other.example"))
                .contains("The domain of " + directory + " is desk.example")
                .contains("Leave --domain out, or use another --home for other.example")
                .contains("domains in conf/desk.properties");
    }

    @Test
    void shouldSayWhyWhenAFileCannotBeRead() throws IOException {
        Files.createDirectory(home.run().resolve("settings.properties"));

        assertThat(errorsOf("status"))
                .contains("Cannot read " + home.run().resolve("settings.properties"))
                .contains("IOException: Is a directory");
    }

    private String errorsOf(String command, String... arguments) {
        StringWriter errors = new StringWriter();
        String[] call = new String[arguments.length + 3];
        call[0] = command;
        call[1] = "--home";
        call[2] = directory.toString();
        System.arraycopy(arguments, 0, call, 3, arguments.length);
        int exitCode =
                JamesDesk.commandLine().setErr(new PrintWriter(errors, true)).execute(call);
        assertThat(exitCode).isEqualTo(1);
        return errors.toString();
    }
}
