package org.jamesdesk.james.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceLimits;
import org.jamesdesk.credentials.OAuthClient;
import org.jamesdesk.credentials.OAuthProvider;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.delivery.report.Delay;
import org.jamesdesk.mailets.IntakeRetries;
import org.jamesdesk.mailets.delivery.MailServer;
import org.jamesdesk.opensearch.OpenSearchConfiguration;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.RelayPorts;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.TransportType;
import org.jamesdesk.work.LaneLimit;
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
        assertThat(read.domains().all()).containsExactly("desk.example");
        assertThat(read.administrators()).isEmpty();
        assertThat(read.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8000"));
        assertThat(read.signingKeyFile()).isEqualTo("file://conf/desk-signing.key");
        assertThat(read.keyset()).isEmpty();
        assertThat(read.keysetFile()).isEqualTo("file://conf/desk-secrets.keyset.json");
        assertThat(read.oauth().redirectUri())
                .isEqualTo(URI.create("http://127.0.0.1:8000/desk/public/oauth/callback"));
        assertThat(read.oauth().providers())
                .containsOnlyKeys(TransportType.OUTLOOK, TransportType.MICROSOFT365, TransportType.GOOGLE)
                .allSatisfy((type, provider) -> assertThat(provider).isEqualTo(OAuthProvider.preset(type)));
        assertThat(read.cassandra().contactPoints())
                .containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", 9042));
        assertThat(read.cassandra().localDatacenter()).isEqualTo("datacenter1");
        assertThat(read.cassandra().keyspace()).isEqualTo("james_desk");
        assertThat(read.cassandra().replicationFactor()).isEqualTo(1);
        assertThat(read.cassandra().user()).isEmpty();
        assertThat(read.openSearch())
                .isEqualTo(new OpenSearchConfiguration(
                        URI.create("http://127.0.0.1:9200"), Optional.empty(), 1, 1, "desk-tickets"));
        assertThat(read.delivery().routes().everythingElse()).isEmpty();
        assertThat(read.delivery().port()).isEqualTo(25);
        assertThat(read.delivery().heloName()).isEqualTo("desk.example");
        assertThat(read.delivery().connectTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(read.delivery().timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(read.deliveryThreads()).isEqualTo(16);
        assertThat(read.destinationLimit()).isEqualTo(new LaneLimit(4, 0));
        assertThat(read.senderLimit()).isEqualTo(new LaneLimit(4, 0));
        assertThat(read.deliveryLease()).isEqualTo(Duration.ofMinutes(1));
        assertThat(read.deliveryRetries()).isEqualTo(RetrySchedule.parse("1m,5m,15m,1h*4,6h*12"));
        assertThat(read.delayNotice()).isEqualTo(new Delay(Duration.ofHours(4)));
        assertThat(read.bounces()).isEqualTo(new BounceLimits(5, 20));
        assertThat(read.intakeRetries()).isEqualTo(IntakeRetries.DEFAULT);
        assertThat(read.trustStoreFile()).isEmpty();
        assertThat(read.relayPorts()).isEqualTo(RelayPorts.of(List.of(25, 465, 587)));
    }

    @Test
    void shouldFollowTheSystemPropertyWhenPublicUrlNamesOne() {
        DeskConfiguration read =
                folder.read("domain=desk.example", "public.url=http://127.0.0.1:${sys:desk.no.such.port:-8100}");

        assertThat(read.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8100"));
    }

    @Test
    void shouldReadEveryKey() {
        DeskConfiguration read = folder.read(
                "domain=zylker.example",
                "domains=Zylker.test, desk.zylker.example",
                "administrators=ana@zylker.example, bruno@zylker.example",
                "public.url=https://desk.zylker.example/",
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
                "opensearch.replicas=0",
                "signing.keyFile=file:///etc/desk.key",
                "secrets.keysetFile=file:///etc/desk.keyset",
                "oauth.redirectUri=https://desk.zylker.example/desk/public/oauth/callback",
                "oauth.microsoft365.clientId=desk",
                "oauth.microsoft365.clientSecret=s5cret",
                "oauth.microsoft365.authorizationEndpoint=http://127.0.0.1:1/zylker/authorize",
                "oauth.microsoft365.tokenEndpoint=http://localhost:1/zylker/token",
                "oauth.microsoft365.scopes=openid, https://mail.example/.default",
                "oauth.microsoft365.smtpHost=Relay.zylker.example",
                "oauth.microsoft365.smtpPort=2587",
                "oauth.microsoft365.smtpSecurity=plain",
                "delivery.routes=*.example=127.0.0.1:2526, big.test=relay.big.test:587",
                "delivery.port=2525",
                "delivery.trustStore=file://conf/authorities.p12",
                "delivery.trustStorePassword=s6cret",
                "senders.relayPorts=2587, 587",
                "delivery.threads=8",
                "delivery.destination.connections=3",
                "delivery.destination.perMinute=120",
                "delivery.sender.connections=1",
                "delivery.sender.perMinute=30",
                "delivery.lease=90s",
                "delivery.heloName=mx.zylker.example",
                "delivery.publicAddresses=192.0.2.25, 2001:db8::25",
                "delivery.connectTimeout=500ms",
                "delivery.timeout=2m",
                "delivery.retrySchedule=1m,1h*2",
                "delivery.delayNotice=90m",
                "bounces.softLimit=3",
                "bounces.domainTrouble=50",
                "intake.retryDelays=1s, 2s*3");

        assertThat(read.domain()).isEqualTo("zylker.example");
        assertThat(read.domains().all())
                .containsExactlyInAnyOrder("zylker.example", "zylker.test", "desk.zylker.example");
        assertThat(read.administrators())
                .containsExactly(EmailAddress.parse("ana@zylker.example"), EmailAddress.parse("bruno@zylker.example"));
        assertThat(read.cassandra().contactPoints())
                .containsExactly(
                        InetSocketAddress.createUnresolved("10.0.0.1", 9042),
                        InetSocketAddress.createUnresolved("::1", 9043));
        assertThat(read.cassandra().localDatacenter()).isEqualTo("lisboa");
        assertThat(read.cassandra().keyspace()).isEqualTo("desk_one");
        assertThat(read.cassandra().replicationFactor()).isEqualTo(3);
        assertThat(read.cassandra().user()).contains("desk");
        assertThat(read.cassandra().password()).contains("s3cret");
        assertThat(read.openSearch())
                .isEqualTo(new OpenSearchConfiguration(
                        URI.create("https://search.example:9201/"),
                        Optional.of(new OpenSearchConfiguration.Credentials("indexer", "s4cret")),
                        2,
                        0,
                        "desk-tickets"));
        assertThat(read.publicAddresses()).containsExactly("192.0.2.25", "2001:db8::25");
        assertThat(read.signingKeyFile()).isEqualTo("file:///etc/desk.key");
        assertThat(read.keysetFile()).isEqualTo("file:///etc/desk.keyset");
        assertThat(read.trustStoreFile()).contains("file://conf/authorities.p12");
        assertThat(read.trustStorePassword()).contains(new Secret("s6cret"));
        assertThat(read.relayPorts().allows(2587)).isTrue();
        assertThat(read.relayPorts().allows(25)).isFalse();
        assertThat(read.oauth().redirectUri())
                .isEqualTo(URI.create("https://desk.zylker.example/desk/public/oauth/callback"));
        assertThat(read.oauth().providers().get(TransportType.MICROSOFT365))
                .isEqualTo(new OAuthProvider(
                        TransportType.MICROSOFT365,
                        Optional.of(new OAuthClient("desk", Optional.of(new Secret("s5cret")))),
                        URI.create("http://127.0.0.1:1/zylker/authorize"),
                        URI.create("http://localhost:1/zylker/token"),
                        List.of("openid", "https://mail.example/.default"),
                        "relay.zylker.example",
                        2587,
                        ConnectionSecurity.PLAIN));
        assertThat(read.delivery().routes().named("customer.example")).contains(new MailServer("127.0.0.1", 2526));
        assertThat(read.delivery().routes().named("big.test")).contains(new MailServer("relay.big.test", 587));
        assertThat(read.delivery().port()).isEqualTo(2525);
        assertThat(read.delivery().heloName()).isEqualTo("mx.zylker.example");
        assertThat(read.delivery().connectTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(read.delivery().timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(read.deliveryThreads()).isEqualTo(8);
        assertThat(read.destinationLimit()).isEqualTo(new LaneLimit(3, 120));
        assertThat(read.senderLimit()).isEqualTo(new LaneLimit(1, 30));
        assertThat(read.deliveryLease()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.deliveryRetries()).isEqualTo(RetrySchedule.parse("1m,1h*2"));
        assertThat(read.delayNotice()).isEqualTo(new Delay(Duration.ofMinutes(90)));
        assertThat(read.bounces()).isEqualTo(new BounceLimits(3, 50));
        assertThat(read.intakeRetries()).isEqualTo(new IntakeRetries(RetrySchedule.parse("1s,2s*3")));
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
                "domains | other.example, no_domain",
                "administrators | nobody",
                "bounces.softLimit | 0",
                "bounces.domainTrouble | 1",
                "cassandra.contactPoints | :9042",
                "cassandra.contactPoints | 10.0.0.1:70000",
                "cassandra.contactPoints | 10.0.0.1:99999999999",
                "delivery.trustStore | authorities.p12",
                "senders.relayPorts | 25, 70000",
                "senders.relayPorts | smtp",
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
                "delivery.routes | a.example=127.0.0.1:0",
                "delivery.routes | a.example=127.0.0.1:25,a.example=127.0.0.1:26",
                "delivery.port | 65536",
                "signing.keyFile | /etc/desk.key",
                "signing.keyFile | file://conf/",
                "secrets.keysetFile | conf/keyset.json",
                "public.url | desk.zylker.example",
                "public.url | ftp://desk.zylker.example",
                "public.url | https://desk.zylker.example/?x",
                "public.url | https://zylker.example/helpdesk",
                "public.url | https://zylker.example/helpdesk/",
                "oauth.redirectUri | /desk/public/oauth/callback",
                "oauth.redirectUri | https://desk.example/#here",
                "oauth.google.authorizationEndpoint | http://accounts.example/auth",
                "oauth.google.tokenEndpoint | http://accounts.example/token",
                "oauth.google.tokenEndpoint | https://desk:hush@accounts.example/token",
                "oauth.google.scopes | open\"id",
                "oauth.outlook.smtpHost | my relay",
                "oauth.outlook.smtpPort | 0",
                "oauth.outlook.smtpSecurity | tls",
                "delivery.threads | 1.5",
                "delivery.destination.connections | 0",
                "delivery.destination.perMinute | -1",
                "delivery.sender.connections | 513",
                "delivery.sender.perMinute | many",
                "delivery.lease | 9s",
                "delivery.lease | 2h",
                "delivery.lease | a minute",
                "delivery.heloName | my name",
                "delivery.publicAddresses | mail.zylker.example",
                "delivery.publicAddresses | 192.0.2.256",
                "delivery.publicAddresses | 192.0.2",
                "delivery.publicAddresses | 192.0.2.25/24",
                "delivery.publicAddresses | 2001:db8:::1",
                "delivery.connectTimeout | 30",
                "delivery.connectTimeout | 0s",
                "delivery.timeout | -3m",
                "delivery.retrySchedule | soon",
                "delivery.delayNotice | 0h",
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
                .hasMessageMatching("desk.properties: " + missing + ": a (user|password) is given but no .*");
    }

    @Test
    void shouldStopWhenAClientSecretHasNoClientId() {
        assertThatThrownBy(() -> folder.read("domain=desk.example", "oauth.google.clientSecret=hush"))
                .hasMessage("desk.properties: oauth.google.clientId:"
                        + " a client secret is given but no client identifier");
    }

    @Test
    void shouldNotShowSecretsOfSendersWhenPrinted() {
        System.setProperty("desk.test.keyset", "{\"primaryKeyId\":1, \"key\":[\"hush\"]}");
        try {
            DeskConfiguration read = folder.read(
                    "domain=desk.example",
                    "secrets.keyset=${sys:desk.test.keyset}",
                    "oauth.google.clientId=desk",
                    "oauth.google.clientSecret=hush");

            assertThat(read.keyset()).contains(new Secret("{\"primaryKeyId\":1, \"key\":[\"hush\"]}"));
            assertThat(read.toString()).doesNotContain("hush");
        } finally {
            System.clearProperty("desk.test.keyset");
        }
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

        Optional<String> password = engine.equals("cassandra")
                ? read.cassandra().password()
                : read.openSearch().credentials().map(OpenSearchConfiguration.Credentials::password);
        assertThat(password).contains("hush,hush");
        assertThat(read.toString()).doesNotContain("hush");
    }

    @Test
    void shouldNotRepeatAPasswordWhenItStandsInTheUrl() {
        assertThatThrownBy(() -> folder.read("domain=desk.example", "opensearch.url=http://desk:hush@search.example"))
                .hasMessageStartingWith(
                        "desk.properties: opensearch.url: http://host:port or https://host:port expected")
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
            assertThat(read.cassandra().password()).contains("from, elsewhere");
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
                    .containsExactly(
                            InetSocketAddress.createUnresolved("10.0.0.1", 9042),
                            InetSocketAddress.createUnresolved("10.0.0.2", 9042));
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
