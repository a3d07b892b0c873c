package org.jamesdesk.distribution.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneConfigurationTest {
    @TempDir
    private Path directory;

    private HomeDirectory home;
    private StandaloneConfiguration configuration;

    @BeforeEach
    void setUp() throws IOException {
        Path template = Files.createDirectories(directory.resolve("program/conf"));
        Files.writeString(
                template.resolve("desk.properties"), "# The domain.\ndomain=desk.example\n# delivery.routes=\n");
        Files.writeString(template.resolve("domainlist.xml"), "<domainname>desk.example</domainname>");
        Files.writeString(template.resolve("notes.properties"), "# see desk.example\n");
        home = new HomeDirectory(directory.resolve("home"));
        home.prepare();
        configuration = new StandaloneConfiguration(new Installation(directory.resolve("program")), home);
    }

    @Test
    void shouldWriteDomainIntoXmlAndDeskPropertiesWhenItIsTheFirstStart() throws IOException {
        assertThat(configuration.createIfAbsent("help.shop.example")).isTrue();

        assertThat(home.conf().resolve("domainlist.xml")).hasContent("<domainname>help.shop.example</domainname>");
        assertThat(Files.readAllLines(home.conf().resolve("desk.properties")))
                .contains(
                        "domain=help.shop.example",
                        "delivery.routes=*.example=127.0.0.1:${sys:desk.demo.port:-2526}",
                        "public.url=http://127.0.0.1:${sys:desk.webadmin.port:-8000}",
                        "cassandra.contactPoints=${sys:desk.cassandra:-127.0.0.1:9042}",
                        "opensearch.url=${sys:desk.opensearch:-http://127.0.0.1:9200}")
                .doesNotContain("domain=desk.example", "# delivery.routes=");
        assertThat(home.conf().resolve("notes.properties")).hasContent("# see desk.example");
    }

    @Test
    void shouldKeepTheCopyToItsOwnerWhenItIsTheFirstStart() throws IOException {
        configuration.createIfAbsent("desk.example");

        assertThat(mode(home.conf())).isEqualTo("rwx------");
        assertThat(mode(home.conf().resolve("desk.properties"))).isEqualTo("rw-------");
    }

    @Test
    void shouldChangeNothingWhenHomeHasConfiguration() throws IOException {
        configuration.createIfAbsent("desk.example");
        Files.writeString(home.conf().resolve("domainlist.xml"), "mine");

        assertThat(configuration.createIfAbsent("other.example")).isFalse();

        assertThat(home.conf().resolve("domainlist.xml")).hasContent("mine");
    }

    @Test
    void shouldCopyAnewWhenAnEarlierCopyWasInterrupted() throws IOException {
        Files.createDirectories(home.directory().resolve("conf.unfinished"));
        Files.writeString(home.directory().resolve("conf.unfinished/domainlist.xml"), "half");

        assertThat(configuration.createIfAbsent("desk.example")).isTrue();

        assertThat(home.conf().resolve("domainlist.xml")).hasContent("<domainname>desk.example</domainname>");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void shouldSetFirstPlaceOnlyWhenKeyIsNamedInProseToo() {
        String text = "# a.b is a key\n# a.b=1\na.bc=2\n";

        assertThat(StandaloneConfiguration.withValues(text, Map.of("a.b", "$3")))
                .isEqualTo("# a.b is a key\na.b=$3\na.bc=2\n");
    }
}
