package org.jamesdesk.james.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.RetrySchedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeskConfigurationTest {
    @TempDir
    private Path home;

    private ConfigurationFolder folder;

    @BeforeEach
    void setUp() {
        folder = new ConfigurationFolder(home);
    }

    @Test
    void shouldHaveDefaultsWhenOnlyTheDomainIsGiven() {
        DeskConfiguration read = folder.read("domain=Desk.Example");

        assertThat(read.domain()).isEqualTo("desk.example");
        assertThat(read.administrators()).isEmpty();
        assertThat(read.signingKeyFile()).isEqualTo("file://conf/desk-signing.key");
        assertThat(read.cassandra())
                .isEqualTo(new CassandraSettings(
                        List.of(new Endpoint("127.0.0.1", 9042)),
                        "datacenter1",
                        "james_desk",
                        1,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(read.openSearch())
                .isEqualTo(new OpenSearchSettings(
                        URI.create("http://127.0.0.1:9200"), Optional.empty(), Optional.empty(), 1, 0));
        assertThat(read.delivery())
                .isEqualTo(new DeliverySettings(
                        List.of(),
                        25,
                        16,
                        "desk.example",
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(3),
                        RetrySchedule.parse("1m,5m,15m,1h*4,6h*12")));
    }

    @Test
    void shouldReadEveryKey() {
        DeskConfiguration read = folder.read(
                "domain=zylker.example",
                "administrators=ana@zylker.example, bruno@zylker.example",
                "cassandra.contactPoints=10.0.0.1:9042, [::1]:9043",
                "cassandra.localDatacenter=lisboa",
                "cassandra.keyspace=desk_one",
                "cassandra.replicationFactor=3",
                "cassandra.user=desk",
                "cassandra.password=s3cret",
                "opensearch.url=https://search.example:9201/",
                "opensearch.user=indexer",
                "opensearch.password=s4cret",
                "opensearch.shards=2",
                "opensearch.replicas=1",
                "signing.keyFile=file:///etc/desk.key",
                "delivery.routes=*.example=127.0.0.1:2526, big.test=relay.big.test:587",
                "delivery.port=2525",
                "delivery.threads=8",
                "delivery.heloName=mx.zylker.example",
                "delivery.connectTimeout=500ms",
                "delivery.timeout=2m",
                "delivery.retrySchedule=1m,1h*2",
                "intake.retryDelays=1s, 2s*3");

        assertThat(read)
                .isEqualTo(new DeskConfiguration(
                        "zylker.example",
                        List.of(EmailAddress.parse("ana@zylker.example"), EmailAddress.parse("bruno@zylker.example")),
                        new CassandraSettings(
                                List.of(new Endpoint("10.0.0.1", 9042), new Endpoint("::1", 9043)),
                                "lisboa",
                                "desk_one",
                                3,
                                Optional.of("desk"),
                                Optional.of(new Secret("s3cret"))),
                        new OpenSearchSettings(
                                URI.create("https://search.example:9201/"),
                                Optional.of("indexer"),
                                Optional.of(new Secret("s4cret")),
                                2,
                                1),
                        "file:///etc/desk.key",
                        new DeliverySettings(
                                List.of(
                                        new Route("*.example", new Endpoint("127.0.0.1", 2526)),
                                        new Route("big.test", new Endpoint("relay.big.test", 587))),
                                2525,
                                8,
                                "mx.zylker.example",
                                Duration.ofMillis(500),
                                Duration.ofMinutes(2),
                                RetrySchedule.parse("1m,1h*2")),
                        RetrySchedule.parse("1s,2s*3")));
    }

    @Test
    void shouldStopWhenTheDomainIsMissing() {
        assertThatThrownBy(() -> folder.read("domain="))
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageStartingWith("desk.properties: domain: is needed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domain | desk_example",
                "domain | -desk.example",
                "administrators | nobody",
                "cassandra.contactPoints | 10.0.0.1",
                "cassandra.contactPoints | 10.0.0.1:70000",
                "cassandra.contactPoints | 10.0.0.1:99999999999",
                "cassandra.keyspace | James",
                "cassandra.keyspace | x; DROP KEYSPACE y",
                "cassandra.replicationFactor | 0",
                "cassandra.replicationFactor | three",
                "opensearch.url | 127.0.0.1:9200",
                "opensearch.url | ftp://127.0.0.1",
                "opensearch.url | http://127.0.0.1:9200/path",
                "opensearch.url | http://a b",
                "opensearch.shards | 0",
                "opensearch.replicas | -1",
                "delivery.routes | *.example",
                "delivery.routes | ex*mple=127.0.0.1:25",
                "delivery.routes | a.example=127.0.0.1:25,a.example=127.0.0.1:26",
                "delivery.port | 65536",
                "delivery.threads | 1.5",
                "delivery.heloName | my name",
                "delivery.connectTimeout | 30",
                "delivery.connectTimeout | 0s",
                "delivery.timeout | -3m",
                "delivery.retrySchedule | soon",
                "intake.retryDelays | 1m*x"
            })
    void shouldStopAndNameTheKeyWhenAValueIsWrong(String key, String value) {
        List<String> lines =
                key.equals("domain") ? List.of("domain=" + value) : List.of("domain=desk.example", key + "=" + value);
        assertThatThrownBy(() -> folder.read(lines.toArray(String[]::new)))
                .isInstanceOf(ConfigurationMistake.class)
                .message()
                .startsWith("desk.properties: " + key + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "cassandra.user,cassandra.password",
        "cassandra.password,cassandra.user",
        "opensearch.user,opensearch.password",
        "opensearch.password,opensearch.user"
    })
    void shouldStopAndNameTheOtherKeyWhenUserOrPasswordStandsAlone(String given, String missing) {
        assertThatThrownBy(() -> folder.read("domain=desk.example", given + "=alone"))
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessage("desk.properties: " + missing + ": is needed beside " + given);
    }

    @Test
    void shouldSuggestTheRightKeyWhenOneIsMistyped() {
        assertThatThrownBy(() -> folder.read("domain=desk.example", "delivery.helloName=mx.example"))
                .hasMessage(
                        "desk.properties: delivery.helloName: there is no such key; did you mean delivery.heloName?");
    }

    @Test
    void shouldListTheKeysWhenOneIsUnknown() {
        assertThatThrownBy(() -> folder.read("domain=desk.example", "colour=green"))
                .isInstanceOf(ConfigurationMistake.class)
                .hasMessageStartingWith("desk.properties: colour: there is no such key; the keys are administrators, ")
                .hasMessageContaining("intake.retryDelays");
    }

    @Test
    void shouldNotCutAPasswordAtACommaWhenItIsNotEscaped() {
        assertThatThrownBy(() ->
                        folder.read("domain=desk.example", "cassandra.user=desk", "cassandra.password=first,second"))
                .hasMessage("desk.properties: cassandra.password: one value is expected;"
                        + " a comma inside the value is written \\,")
                .message()
                .doesNotContain("first")
                .doesNotContain("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cassandra", "opensearch"})
    void shouldNotShowPasswordsWhenPrinted(String engine) {
        DeskConfiguration read =
                folder.read("domain=desk.example", engine + ".user=desk", engine + ".password=hush\\,hush");

        Optional<Secret> password = engine.equals("cassandra")
                ? read.cassandra().password()
                : read.openSearch().password();
        assertThat(password).contains(new Secret("hush,hush"));
        assertThat(read.toString()).doesNotContain("hush").contains("***");
    }

    @Test
    void shouldNotRepeatAPasswordWhenItStandsInTheUrl() {
        assertThatThrownBy(() -> folder.read("domain=desk.example", "opensearch.url=http://desk:hush@search.example"))
                .hasMessageStartingWith("desk.properties: opensearch.url: user and password do not belong")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void shouldTakeValuesFromSystemPropertiesWhenReferredTo() {
        System.setProperty("desk.test.password", "from, elsewhere");
        try {
            DeskConfiguration read = folder.read(
                    "domain=${sys:desk.test.domain:-fallback.example}",
                    "cassandra.user=desk",
                    "cassandra.password=${sys:desk.test.password}");

            assertThat(read.domain()).isEqualTo("fallback.example");
            assertThat(read.cassandra().password()).contains(new Secret("from, elsewhere"));
        } finally {
            System.clearProperty("desk.test.password");
        }
    }

    @Test
    void shouldSplitAListWhenItIsReferredTo() {
        System.setProperty("desk.test.nodes", "10.0.0.1:9042, 10.0.0.2:9042");
        try {
            DeskConfiguration read =
                    folder.read("domain=desk.example", "cassandra.contactPoints=${sys:desk.test.nodes}");

            assertThat(read.cassandra().contactPoints())
                    .containsExactly(new Endpoint("10.0.0.1", 9042), new Endpoint("10.0.0.2", 9042));
        } finally {
            System.clearProperty("desk.test.nodes");
        }
    }

    @Test
    void shouldTakeValuesFromTheEnvironmentWhenReferredTo() {
        String home = System.getenv("HOME");

        DeskConfiguration read = folder.read("domain=desk.example", "signing.keyFile=file://${env:HOME}/desk.key");

        assertThat(read.signingKeyFile()).isEqualTo("file://" + home + "/desk.key");
    }

    @Test
    void shouldStopWhenAReferredVariableIsNotSet() {
        assertThatThrownBy(() -> folder.read(
                        "domain=desk.example", "cassandra.user=desk", "cassandra.password=${env:DESK_TEST_NOT_SET}"))
                .hasMessage("desk.properties: cassandra.password:"
                        + " the environment variable or system property that it refers to is not set");
    }
}
