package org.jamesdesk.mailets.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.dkim.DkimKey;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dns.DomainName;
import org.jamesdesk.dns.DomainRecords;
import org.jamesdesk.dns.DomainRecords.NoAnswerException;
import org.jamesdesk.dns.Finding.Status;
import org.jamesdesk.dns.OutgoingHost;
import org.jamesdesk.dns.SenderDns;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.secret.EphemeralVault;
import org.junit.jupiter.api.Test;

class JamesDomainRecordsTest {
    private final FakeDns dns = new FakeDns();

    private DomainRecords records() {
        return new JamesDomainRecords(dns, Duration.ofSeconds(5)).open();
    }

    @Test
    void shouldEvaluatePoliciesReallyWhenTheyIncludeOthers() throws Exception {
        dns.text("shop.example", "v=spf1 include:_spf.shop.example mx -all")
                .text("_spf.shop.example", "v=spf1 ip4:192.0.2.0/24 -all")
                .mailHost("shop.example", "mx.shop.example")
                .address("mx.shop.example", "198.51.100.9");

        assertThat(records().spf("192.0.2.25", "shop.example")).isEqualTo(Result.PASS);
        assertThat(records().spf("198.51.100.9", "shop.example")).isEqualTo(Result.PASS);
        assertThat(records().spf("203.0.113.1", "shop.example")).isEqualTo(Result.FAIL);
        assertThat(records().spf("203.0.113.1", "other.example")).isEqualTo(Result.NONE);
    }

    @Test
    void shouldGiveBothKindsOfAddressesAndNoneWhereThereIsNoName() throws Exception {
        dns.address("mail.desk.example", "192.0.2.25").address("six.desk.example", "2001:db8::25");

        assertThat(records().addresses("mail.desk.example")).containsExactly("192.0.2.25");
        assertThat(records().addresses("six.desk.example")).containsExactly("2001:db8:0:0:0:0:0:25");
        assertThat(records().addresses("no.desk.example")).isEmpty();
        assertThat(records().texts("no.desk.example")).isEmpty();
    }

    @Test
    void shouldEndWithinItsTimeAndStopAskingWhenNobodyAnswers() {
        dns.silent();
        JamesDomainRecords source = new JamesDomainRecords(dns, Duration.ofMillis(200));
        long began = System.nanoTime();

        DomainRecords check = source.open();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> check.texts("shop.example"))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessage("no name server answers for shop.example");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        assertThat(dns.questions()).isLessThanOrEqualTo(4);
    }

    @Test
    void shouldFindEverythingInOrderWhenTheRecordsThatItAdvisesArePublished() throws Exception {
        InMemoryDesk stores = new InMemoryDesk();
        Configurations configurations = new Configurations(stores.configuration(), Clock.systemUTC());
        new FirstStart(configurations).createDefaults("desk.example");
        DomainName domain = new DomainName("desk.example");
        new DkimKeys(configurations, stores.dkimKeys(), new EphemeralVault(), Set.of("desk.example"), Clock.systemUTC())
                .create(domain, "test");
        SenderDns advisor = new SenderDns(
                new OutgoingHost("desk.example", "mail.desk.example", List.of("192.0.2.25", "2001:db8::25")),
                new JamesDomainRecords(dns, Duration.ofSeconds(5)));
        assertThat(advisor.of(configurations.inForce(), domain).spf().status()).isEqualTo(Status.MISSING);

        advisor.of(configurations.inForce(), domain)
                .records()
                .forEach(record -> dns.text(record.name(), record.value()));

        SenderDns.Advice advice = advisor.of(configurations.inForce(), domain);
        assertThat(List.of(advice.spf(), advice.dkim(), advice.dmarc()))
                .allSatisfy(finding -> assertThat(finding.status()).isEqualTo(Status.PASS));
        assertThat(configurations.inForce().all(DkimKey.KIND).get(0).record().value())
                .hasSizeGreaterThan(255);
    }
}
