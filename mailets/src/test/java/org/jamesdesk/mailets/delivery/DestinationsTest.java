package org.jamesdesk.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.InMemoryDNSService;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.mailets.delivery.Destination.Nowhere;
import org.jamesdesk.mailets.delivery.Destination.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What James' own DNS service makes of the answers of name servers, and what follows from it for a mail. */
class DestinationsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final NameServer names = new NameServer();

    private Destination of(String domain) throws Exception {
        MemoryDomainList domains = new MemoryDomainList(new InMemoryDNSService());
        domains.configure(DomainListConfiguration.builder()
                .autoDetect(false)
                .autoDetectIp(false)
                .defaultDomain(Domain.of("desk.example"))
                .build());
        DeliverySettings settings =
                new DeliverySettings(DeliveryRoutes.none(), 25, "mail.desk.example", TIMEOUT, TIMEOUT);
        return new Destinations(settings, names.james(), names.hosts(), domains).of(domain);
    }

    private List<String> servers(String domain) throws Exception {
        return ((Servers) of(domain))
                .addresses().stream()
                        .map(server -> server.getHostString() + " " + address(server))
                        .toList();
    }

    private static String address(InetSocketAddress server) {
        InetAddress address = server.getAddress();
        return address.getHostAddress() + ":" + server.getPort();
    }

    private Outcome nowhere(String domain) throws Exception {
        return ((Nowhere) of(domain)).why();
    }

    @Test
    void shouldGoThroughServersByPreferenceAndTryIPv4First() throws Exception {
        names.record("customer.example.", "MX", "20 second.customer.example.")
                .record("customer.example.", "MX", "10 first.customer.example.")
                .record("first.customer.example.", "AAAA", "2001:db8::1")
                .record("first.customer.example.", "A", "192.0.2.1")
                .record("second.customer.example.", "AAAA", "2001:db8::2");

        assertThat(servers("customer.example"))
                .containsExactly(
                        "first.customer.example 192.0.2.1:25",
                        "first.customer.example 2001:db8:0:0:0:0:0:1:25",
                        "second.customer.example 2001:db8:0:0:0:0:0:2:25");
    }

    @Test
    void shouldAskNoServerTooOftenWhenADomainHasManyAddresses() throws Exception {
        names.record("customer.example.", "MX", "10 first.customer.example.")
                .record("customer.example.", "MX", "20 second.customer.example.")
                .record("second.customer.example.", "A", "192.0.2.100");
        for (int i = 1; i <= 9; i++) {
            names.record("first.customer.example.", "A", "192.0.2." + i);
        }

        assertThat(servers("customer.example")).hasSize(4).last().isEqualTo("second.customer.example 192.0.2.100:25");
    }

    @ParameterizedTest
    @CsvSource({"A, 192.0.2.1, 192.0.2.1", "AAAA, 2001:db8::1, 2001:db8:0:0:0:0:0:1"})
    void shouldTakeTheDomainForItsServerWhenItHasNoMxButAnAddress(String type, String data, String address)
            throws Exception {
        names.record("customer.example.", type, data);

        assertThat(servers("customer.example")).containsExactly("customer.example " + address + ":25");
    }

    @Test
    void shouldFindTheServerOfADomainWithOtherLetters() throws Exception {
        names.record("xn--mnchen-3ya.example.", "A", "192.0.2.1");

        assertThat(servers("m\u00fcnchen.example")).containsExactly("xn--mnchen-3ya.example 192.0.2.1:25");
    }

    @Test
    void shouldBounceWhenThereIsNoSuchDomain() throws Exception {
        // Where the search domain of the machine would lead.
        names.record("nowhere.example.corp.example.", "MX", "10 mx.corp.example.")
                .record("nowhere.example.corp.example.", "A", "192.0.2.1")
                .record("mx.corp.example.", "A", "192.0.2.1");

        Outcome why = nowhere("nowhere.example");

        assertThat(why.state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(why.enhancedStatus()).contains("5.1.2");
        assertThat(why.smtpCode()).isEmpty();
        assertThat(why.stage()).isEmpty();
        assertThat(why.text()).contains("nowhere.example does not exist");
    }

    @Test
    void shouldBounceWhenTheDomainHasNeitherMxNorAddress() throws Exception {
        names.record("customer.example.", "TXT", "\"no mail here\"");

        assertThat(nowhere("customer.example").enhancedStatus()).contains("5.1.2");
    }

    @Test
    void shouldBounceWhenTheDomainAcceptsNoMail() throws Exception {
        names.record("customer.example.", "MX", "0 .").record("customer.example.", "A", "192.0.2.1");

        Outcome why = nowhere("customer.example");

        assertThat(why.state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(why.smtpCode()).contains(556);
        assertThat(why.enhancedStatus()).contains("5.1.10");
    }

    @ParameterizedTest
    @CsvSource({"MX", "A"})
    void shouldWaitWhenNameServersFailBeforeTheAnswerIsComplete(String question) throws Exception {
        names.record("customer.example.", "TXT", "\"x\"").broken("customer.example.", question);

        Outcome why = nowhere("customer.example");

        assertThat(why.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(why.enhancedStatus()).contains("4.4.3");
    }

    @Test
    void shouldWaitWhenNoNameServerAnswers() throws Exception {
        names.silent();

        Outcome why = nowhere("customer.example");

        assertThat(why.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(why.enhancedStatus()).contains("4.4.3");
        assertThat(why.text()).isEqualTo("DNS does not answer for the mail servers of customer.example");
    }

    @Test
    void shouldWaitWhenNoServerOfTheDomainHasAnAddress() throws Exception {
        names.record("customer.example.", "MX", "10 mx.customer.example.");

        Outcome why = nowhere("customer.example");

        assertThat(why.state()).isEqualTo(DeliveryState.WAITING);
        assertThat(why.enhancedStatus()).contains("4.4.3");
    }

    @Test
    void shouldTakeTheServersThatHaveAddressesWhenOthersHaveNone() throws Exception {
        names.record("customer.example.", "MX", "10 mx1.customer.example.")
                .record("customer.example.", "MX", "20 mx2.customer.example.")
                .broken("mx1.customer.example.", "A")
                .record("mx2.customer.example.", "A", "192.0.2.2");

        assertThat(servers("customer.example")).containsExactly("mx2.customer.example 192.0.2.2:25");
    }

    @Test
    void shouldBounceWhenTheDomainLeadsBackToThisServer() throws Exception {
        names.record("customer.example.", "MX", "10 Mail.Desk.example.")
                .record("customer.example.", "MX", "20 backup.customer.example.")
                .record("mail.desk.example.", "A", "192.0.2.1")
                .record("backup.customer.example.", "A", "192.0.2.2");

        Outcome why = nowhere("customer.example");

        assertThat(why.state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(why.enhancedStatus()).contains("5.4.6");
        assertThat(why.text()).contains("mail.desk.example", "delivery.routes");
    }

    @Test
    void shouldAskOnlyBetterServersWhenThisOneIsTheBackup() throws Exception {
        names.record("customer.example.", "MX", "10 mx.customer.example.")
                .record("customer.example.", "MX", "20 mail.desk.example.")
                .record("customer.example.", "MX", "30 last.customer.example.")
                .record("mx.customer.example.", "A", "192.0.2.1")
                .record("mail.desk.example.", "A", "192.0.2.2")
                .record("last.customer.example.", "A", "192.0.2.3");

        assertThat(servers("customer.example")).containsExactly("mx.customer.example 192.0.2.1:25");
    }
}
