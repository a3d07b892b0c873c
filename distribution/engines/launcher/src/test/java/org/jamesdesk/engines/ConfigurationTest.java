package org.jamesdesk.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Path LIB = Path.of("/lib");

    @TempDir
    Path directory;

    @Test
    void shouldAcknowledgeAfterSyncWhenCassandraIsConfigured() {
        String yaml = new CassandraConfiguration(
                        CassandraSettings.singleNode(Path.of("/home/it's"), LIB, 9042, 7000, 7199))
                .yaml();

        assertThat(yaml)
                .contains("commitlog_sync: group", "native_transport_port: 9042", "storage_port: 7000")
                .contains("- seeds: '127.0.0.1:7000'")
                .contains("commitlog_directory: '/home/it''s/commitlog'");
    }

    @Test
    void shouldJoinTheSeedWhenNodeIsAFurtherOne() {
        CassandraSettings settings = CassandraSettings.singleNode(directory, LIB, 9042, 7000, 7200)
                .withAddress("127.0.0.2", "127.0.0.1:7000")
                .withHeap(256);
        CassandraConfiguration configuration = new CassandraConfiguration(settings);

        assertThat(configuration.yaml()).contains("listen_address: 127.0.0.2", "seeds: '127.0.0.1:7000'");
        assertThat(configuration.jvmOptions(Path.of("/a.yaml"), Path.of("/b.xml")))
                .contains("-Xmx256m", "-Dcassandra.jmx.local.port=7200")
                .noneMatch(option -> option.contains("skip_wait_for_gossip"));
    }

    @Test
    void shouldNotWaitForOthersWhenNodeIsAlone() {
        CassandraConfiguration configuration =
                new CassandraConfiguration(CassandraSettings.singleNode(directory, LIB, 9042, 7000, 7199));

        assertThat(configuration.jvmOptions(Path.of("/a.yaml"), Path.of("/b.xml")))
                .contains("-Dcassandra.skip_wait_for_gossip_to_settle=0", "-Dcassandra.config=file:///a.yaml");
    }

    @Test
    void shouldBeASingleNodeWhenOpenSearchIsConfigured() {
        List<String> settings = new OpenSearchConfiguration(
                        OpenSearchSettings.singleNode(Path.of("/data/os"), LIB, 9200, 9300))
                .nodeSettings();

        assertThat(settings)
                .contains("path.home=/data/os", "http.port=9200", "transport.port=9300")
                .contains("discovery.type=single-node");
    }

    @Test
    void shouldListJarsByNameWhenClassPathIsADirectory() throws IOException {
        Files.createFile(directory.resolve("b.jar"));
        Files.createFile(directory.resolve("a.jar"));
        Files.createFile(directory.resolve("readme.txt"));

        assertThat(ClassPath.ofDirectory(directory))
                .isEqualTo(directory.resolve("a.jar") + ":" + directory.resolve("b.jar"));
    }

    @Test
    void shouldNameTheDirectoryWhenItHoldsNoJar() {
        assertThatThrownBy(() -> ClassPath.ofDirectory(directory))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining(directory.toString());
        assertThatThrownBy(() -> ClassPath.ofDirectory(directory.resolve("absent")))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("absent");
    }
}
