package org.jamesdesk.cassandra.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CassandraConfigurationTest {
    @Test
    void shouldTakeDefaultsWhenNothingIsSaid() {
        CassandraConfiguration configuration = CassandraConfiguration.from(Map.of("domain", "desk.example"));

        assertThat(configuration.contactPoints())
                .containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 9042));
        assertThat(configuration.localDatacenter()).isEqualTo("datacenter1");
        assertThat(configuration.keyspace()).isEqualTo("james_desk");
        assertThat(configuration.replicationFactor()).isEqualTo(1);
        assertThat(configuration.user()).isEmpty();
    }

    @Test
    void shouldReadEveryKeyWhenGiven() {
        CassandraConfiguration configuration = CassandraConfiguration.from(Map.of(
                "cassandra.contactPoints", "one.example:9142, two.example ,[::1]:9242,::2",
                "cassandra.localDatacenter", "eu-west",
                "cassandra.keyspace", "help",
                "cassandra.replicationFactor", "3",
                "cassandra.user", "desk",
                "cassandra.password", "s3cret"));

        assertThat(configuration.contactPoints())
                .containsExactly(
                        InetSocketAddress.createUnresolved("one.example", 9142),
                        InetSocketAddress.createUnresolved("two.example", 9042),
                        InetSocketAddress.createUnresolved("::1", 9242),
                        InetSocketAddress.createUnresolved("::2", 9042));
        assertThat(configuration.localDatacenter()).isEqualTo("eu-west");
        assertThat(configuration.keyspace()).isEqualTo("help");
        assertThat(configuration.replicationFactor()).isEqualTo(3);
        assertThat(configuration.user()).contains("desk");
        assertThat(configuration.password()).contains("s3cret");
    }

    @Test
    void shouldTakeEmptyValuesAsAbsentWhenTheFileListsThem() {
        CassandraConfiguration configuration =
                CassandraConfiguration.from(Map.of("cassandra.user", "", "cassandra.password", " "));

        assertThat(configuration.user()).isEqualTo(Optional.empty());
        assertThat(configuration.password()).isEqualTo(Optional.empty());
    }

    @Test
    void shouldNotTellThePasswordWhenPrinted() {
        CassandraConfiguration configuration =
                CassandraConfiguration.from(Map.of("cassandra.user", "desk", "cassandra.password", "s3cret"));

        assertThat(configuration.toString())
                .doesNotContain("s3cret")
                .contains("desk")
                .contains("127.0.0.1:9042");
    }

    @ParameterizedTest
    @CsvSource({
        "cassandra.contactPoints, ','",
        "cassandra.contactPoints, host:0",
        "cassandra.contactPoints, host:65536",
        "cassandra.contactPoints, host:port",
        "cassandra.contactPoints, :9042",
        "cassandra.localDatacenter, dc'1",
        "cassandra.keyspace, Desk",
        "cassandra.keyspace, 1desk",
        "cassandra.keyspace, desk; drop",
        "cassandra.keyspace, a23456789012345678901234567890123456789012345678x",
        "cassandra.replicationFactor, 0",
        "cassandra.replicationFactor, 101",
        "cassandra.replicationFactor, two",
        "cassandra.contactPoint, host:9042",
        "cassandra.timeout, 5",
    })
    void shouldNameTheKeyWhenAValueIsWrong(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CassandraConfiguration.from(Map.of(key, value)))
                .withMessageStartingWith(key + ":");
    }

    @ParameterizedTest
    @CsvSource({"cassandra.user, cassandra.password", "cassandra.password, cassandra.user"})
    void shouldNameTheOtherKeyWhenOnlyOneOfUserAndPasswordIsGiven(String given, String missing) {
        Map<String, String> properties = new HashMap<>();
        properties.put(given, "s3cret");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CassandraConfiguration.from(properties))
                .withMessageContaining(missing)
                .withMessageNotContaining("s3cret");
    }
}
