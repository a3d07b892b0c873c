package org.jamesdesk.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.dkim.DkimKey;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dns.Finding.Status;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.secret.EphemeralVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** R36. */
class SenderDnsTest {
    private static final String SHOP = "shop.example";
    private static final String OURS = "192.0.2.25";

    private final InMemoryDesk stores = new InMemoryDesk();
    private final Configurations configurations = new Configurations(stores.configuration(), Clock.systemUTC());
    private final DkimKeys keys = new DkimKeys(
            configurations,
            stores.dkimKeys(),
            new EphemeralVault(),
            Set.of(SHOP, "desk.example", "help.shop.example"),
            Clock.systemUTC());
    private final InMemoryDomainRecords zone = new InMemoryDomainRecords();

    @BeforeEach
    void firstStart() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private SenderDns.Advice advice(String domain) {
        return advice(domain, new OutgoingHost("desk.example", "mail.desk.example", List.of(OURS)));
    }

    private SenderDns.Advice advice(String domain, OutgoingHost host) {
        return new SenderDns(host, zone).of(configurations.inForce(), new DomainName(domain));
    }

    private DkimKey publishedKey(String domain) {
        keys.create(new DomainName(domain), "test");
        DkimKey key =
                DkimKeys.of(configurations.inForce(), new DomainName(domain)).get(0);
        zone.text(key.record().name(), key.record().value());
        return key;
    }

    private static String record(SenderDns.Advice advice, DnsRecord.Purpose purpose) {
        return advice.records().stream()
                .filter(record -> record.purpose() == purpose)
                .map(record -> record.name() + " " + record.value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSayWhatToPublishWhenNothingIs() {
        keys.create(new DomainName(SHOP), "test");

        SenderDns.Advice advice = advice(SHOP);

        assertThat(advice.spf().status()).isEqualTo(Status.MISSING);
        assertThat(record(advice, DnsRecord.Purpose.SPF)).isEqualTo("shop.example v=spf1 ip4:192.0.2.25 ~all");
        assertThat(advice.dkim().status()).isEqualTo(Status.MISSING);
        assertThat(record(advice, DnsRecord.Purpose.DKIM)).contains("._domainkey.shop.example v=DKIM1; k=rsa; p=MII");
        assertThat(advice.dmarc().status()).isEqualTo(Status.MISSING);
        assertThat(record(advice, DnsRecord.Purpose.DMARC)).isEqualTo("_dmarc.shop.example v=DMARC1; p=none");
        assertThat(advice.dmarcPolicy()).isEmpty();
    }

    @Test
    void shouldSayHowToMakeAKeyWhenThereIsNone() {
        SenderDns.Advice advice = advice(SHOP);

        assertThat(advice.dkim().status()).isEqualTo(Status.MISSING);
        assertThat(advice.dkim().explanation()).contains("PUT /desk/dkimKeys/shop.example");
        assertThat(advice.records()).extracting(DnsRecord::purpose).doesNotContain(DnsRecord.Purpose.DKIM);
    }

    @Test
    void shouldPassWhenEverythingIsPublishedAsItShouldBe() {
        zone.text(SHOP, "google-site-verification=x").text(SHOP, "v=spf1 ip4:192.0.2.25 -all");
        zone.policy(OURS, SHOP, Result.PASS);
        zone.text("_dmarc." + SHOP, "v=DMARC1; p=reject; rua=mailto:d@shop.example");
        publishedKey(SHOP);

        SenderDns.Advice advice = advice(SHOP);

        assertThat(List.of(
                        advice.spf().status(),
                        advice.dkim().status(),
                        advice.dmarc().status()))
                .containsOnly(Status.PASS);
        assertThat(advice.spf().found()).contains("v=spf1 ip4:192.0.2.25 -all");
        assertThat(record(advice, DnsRecord.Purpose.SPF)).isEqualTo("shop.example v=spf1 ip4:192.0.2.25 -all");
        assertThat(advice.dmarcPolicy()).contains("reject");
        assertThat(advice.dmarc().explanation())
                .contains("By DKIM our mail passes")
                .contains("By SPF it cannot: bounces go to desk.example")
                .contains("p=reject");
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"FAIL", "SOFTFAIL", "NEUTRAL", "PERMERROR"})
    void shouldFailAndExtendTheRecordWhenThePolicyDoesNotPass(Result result) {
        zone.text(SHOP, "v=spf1 include:_spf.mailer.example -all").policy(OURS, SHOP, result);

        SenderDns.Advice advice = advice(SHOP);

        assertThat(advice.spf().status()).isEqualTo(Status.FAIL);
        assertThat(advice.spf().explanation()).contains(OURS + " (" + result.apiName() + ")");
        assertThat(record(advice, DnsRecord.Purpose.SPF))
                .isEqualTo("shop.example v=spf1 ip4:192.0.2.25 include:_spf.mailer.example -all");
    }

    @Test
    void shouldAddOnlyTheAddressesThatDoNotPass() {
        zone.text(SHOP, "v=spf1 ip4:192.0.2.25 -all").policy(OURS, SHOP, Result.PASS);

        SenderDns.Advice advice =
                advice(SHOP, new OutgoingHost("desk.example", "mail.desk.example", List.of(OURS, "2001:db8::25")));

        assertThat(advice.spf().status()).isEqualTo(Status.FAIL);
        assertThat(record(advice, DnsRecord.Purpose.SPF))
                .isEqualTo("shop.example v=spf1 ip6:2001:db8::25 ip4:192.0.2.25 -all");
    }

    @Test
    void shouldFailWhenThereAreTwoSpfRecords() {
        zone.text(SHOP, "v=spf1 mx -all").text(SHOP, "v=spf1 a -all").policy(OURS, SHOP, Result.PASS);

        assertThat(advice(SHOP).spf().status()).isEqualTo(Status.FAIL);
        assertThat(advice(SHOP).spf().explanation()).contains("2 SPF records");
    }

    @Test
    void shouldTakeThePublicAddressesOfItsNameWhenNoneAreConfigured() {
        OutgoingHost host = new OutgoingHost("desk.example", "mail.desk.example", List.of());
        zone.address("mail.desk.example", "127.0.0.1").address("desk.example", "198.51.100.7");

        assertThat(record(advice(SHOP, host), DnsRecord.Purpose.SPF))
                .isEqualTo("shop.example v=spf1 ip4:198.51.100.7 ~all");
    }

    @Test
    void shouldSayThatItDoesNotKnowWhenThisServerHasNoPublicAddress() {
        OutgoingHost host = new OutgoingHost("desk.example", "mail.desk.example", List.of());
        zone.address("mail.desk.example", "10.0.0.7").text(SHOP, "v=spf1 mx -all");

        SenderDns.Advice advice = advice(SHOP, host);

        assertThat(advice.spf().status()).isEqualTo(Status.UNKNOWN);
        assertThat(advice.spf().explanation()).contains("delivery.publicAddresses");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DKIM1; k=rsa; p=MIIBother | has another key",
                "v=DKIM1; p= | was withdrawn",
                "nonsense | withdrawn"
            })
    void shouldFailWhenTheRecordOfTheKeyIsAnother(String published, String explanation) {
        keys.create(new DomainName(SHOP), "test");
        DkimKey key =
                DkimKeys.of(configurations.inForce(), new DomainName(SHOP)).get(0);
        zone.text(key.record().name(), published);

        assertThat(advice(SHOP).dkim().status()).isEqualTo(Status.FAIL);
        assertThat(advice(SHOP).dkim().explanation()).contains(explanation);
    }

    @Test
    void shouldKnowOurKeyWhenItIsWrittenWithSpacesAndTellOfTesting() {
        keys.create(new DomainName(SHOP), "test");
        DkimKey key =
                DkimKeys.of(configurations.inForce(), new DomainName(SHOP)).get(0);
        zone.text(
                key.record().name(),
                "v=DKIM1 ; t=y; p="
                        + key.publicKey().replaceAll("(.{60})", "$1 ").strip());

        assertThat(advice(SHOP).dkim().status()).isEqualTo(Status.PASS);
        assertThat(advice(SHOP).dkim().explanation()).contains("t=y");
    }

    @Test
    void shouldTellWhetherTheNextKeyMayBeActivated() {
        publishedKey(SHOP);
        DkimKey next = keys.rotate(new DomainName(SHOP), "test");

        assertThat(advice(SHOP).dkim().explanation()).contains(next.selector() + ", is not seen in DNS yet");
        assertThat(record(advice(SHOP), DnsRecord.Purpose.NEXT_DKIM))
                .startsWith(next.record().name());

        zone.text(next.record().name(), next.record().value());
        assertThat(advice(SHOP).dkim().status()).isEqualTo(Status.PASS);
        assertThat(advice(SHOP).dkim().explanation()).contains("?action=activate");
    }

    @Test
    void shouldFailDmarcWhenNeitherWayIsAligned() {
        zone.text("_dmarc." + SHOP, "v=DMARC1; p=quarantine");

        SenderDns.Advice advice = advice(SHOP);

        assertThat(advice.dmarc().status()).isEqualTo(Status.FAIL);
        assertThat(advice.dmarc().explanation()).contains("By DKIM our mail does not pass", "p=quarantine");
    }

    @Test
    void shouldPassDmarcBySpfAloneWhenTheDeskIsOfTheSameOrganisationUnlessItIsStrict() {
        OutgoingHost host = new OutgoingHost("help.shop.example", "mail.shop.example", List.of(OURS));
        zone.text("help.shop.example", "v=spf1 ip4:192.0.2.25 -all").policy(OURS, "help.shop.example", Result.PASS);
        zone.text("_dmarc." + SHOP, "v=DMARC1; p=reject");

        assertThat(advice(SHOP, host).dmarc().status()).isEqualTo(Status.PASS);

        InMemoryDomainRecords strict = new InMemoryDomainRecords()
                .text("help.shop.example", "v=spf1 ip4:192.0.2.25 -all")
                .policy(OURS, "help.shop.example", Result.PASS)
                .text("_dmarc." + SHOP, "v=DMARC1; p=reject; aspf=s");
        assertThat(new SenderDns(host, strict)
                        .of(configurations.inForce(), new DomainName(SHOP))
                        .dmarc()
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void shouldTakeTheRecordOfTheOrganisationWhenTheDomainHasNone() {
        zone.text("_dmarc.shop.example", "v=DMARC1; p=reject; sp=quarantine");
        publishedKey("help.shop.example");

        SenderDns.Advice advice = advice("help.shop.example");

        assertThat(advice.dmarc().status()).isEqualTo(Status.PASS);
        assertThat(advice.dmarcPolicy()).contains("quarantine");
        assertThat(advice.dmarc().explanation()).startsWith("The record of shop.example holds for help.shop.example.");
    }

    @Test
    void shouldFailDmarcWhenItNamesNoPolicyAndMissItWhenThereAreTwo() {
        zone.text("_dmarc." + SHOP, "v=DMARC1; rua=mailto:x@shop.example");
        assertThat(advice(SHOP).dmarc().status()).isEqualTo(Status.FAIL);

        zone.text("_dmarc." + SHOP, "v=DMARC1; p=none");
        assertThat(advice(SHOP).dmarc().status()).isEqualTo(Status.MISSING);
    }

    @Test
    void shouldSayUnknownInWordsWhenNobodyAnswers() {
        keys.create(new DomainName(SHOP), "test");
        zone.silent();

        SenderDns.Advice advice = advice(SHOP);

        assertThat(List.of(advice.spf(), advice.dkim(), advice.dmarc())).allSatisfy(finding -> {
            assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
            assertThat(finding.explanation()).contains("no name server answers for");
        });
        assertThat(advice.records()).hasSize(3);
    }

    @Test
    void shouldSayUnknownWhenAnIncludedRecordCannotBeRead() {
        zone.text(SHOP, "v=spf1 include:x.example -all").policy(OURS, SHOP, Result.TEMPERROR);

        assertThat(advice(SHOP).spf().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void shouldSplitLongTextsInZoneLines() {
        publishedKey(SHOP);
        DnsRecord record = DkimKeys.of(configurations.inForce(), new DomainName(SHOP))
                .get(0)
                .record();

        assertThat(record.zoneLine()).startsWith(record.name() + ". IN TXT \"v=DKIM1; k=rsa; p=MII");
        String[] pieces = record.zoneLine().split("\"");
        assertThat(pieces[1]).hasSize(255);
        assertThat(pieces[1] + pieces[3]).isEqualTo(record.value());
    }
}
