package org.jamesdesk.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskConfigurationTest {
    @TempDir
    Path directory;

    private Path template;
    private Path conf;

    @BeforeEach
    void setUp() throws IOException {
        template = Files.createDirectory(directory.resolve("template"));
        conf = directory.resolve("home/conf");
        Files.writeString(template.resolve("desk.properties"), "domain=desk.example\n# delivery.threads=16\n");
        Files.writeString(template.resolve("smtpserver.xml"), "<a>1</a>");
    }

    @Test
    void shouldCopyTheTemplateWhenNothingIsChanged() {
        new DeskConfiguration().write(template, conf);

        assertThat(conf.resolve("desk.properties")).hasSameTextualContentAs(template.resolve("desk.properties"));
        assertThat(conf.resolve("smtpserver.xml")).hasContent("<a>1</a>");
    }

    @Test
    void shouldSetEachKeyOnceWhenItStandsCommentedOutOrNowhere() {
        DeskConfiguration configuration = new DeskConfiguration();
        configuration.property("delivery.threads", "2");
        configuration.property("domain", "$1\\.example");
        configuration.property("delivery.routes", "*=127.0.0.1:1");
        configuration.property("delivery.threads", "3");

        configuration.write(template, conf);

        assertThat(conf.resolve("desk.properties"))
                .hasContent("domain=$1\\.example\ndelivery.threads=3\n\ndelivery.routes=*=127.0.0.1:1\n");
    }

    @Test
    void shouldApplyChangesInOrderWhenAFileIsChangedTwice() {
        DeskConfiguration configuration = new DeskConfiguration();
        configuration.change("smtpserver.xml", text -> text + "2");
        configuration.change("smtpserver.xml", text -> text + "3");
        configuration.change("new.properties", text -> text + "a=b");

        configuration.write(template, conf);

        assertThat(conf.resolve("smtpserver.xml")).hasContent("<a>1</a>23");
        assertThat(conf.resolve("new.properties")).hasContent("a=b");
    }
}
