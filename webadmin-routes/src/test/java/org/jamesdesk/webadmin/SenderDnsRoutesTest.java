package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.TransportType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R36, R44. */
class SenderDnsRoutesTest {
    private static final String SUPPORT = "/desk/departments/support/senders/support@desk.example/dns";
    private static final String SHOP = "/desk/departments/support/senders/Shop@shop.example/dns";

    private final RestDesk.Builder builder = RestDesk.builder();
    private final RestDesk desk = builder.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    private void shop(Transport transport) {
        Sender sender = new Sender(
                RestDesk.DEPARTMENT,
                EmailAddress.parse("shop@shop.example"),
                "Shop",
                transport,
                true,
                true,
                Optional.empty(),
                Optional.empty());
        desk.configurations().edit("test", draft -> draft.put(Sender.KIND, sender));
    }

    @Test
    void shouldShowWhatToPublishAndWhatIsPublishedForASupportAddress() {
        desk.request().put("/desk/dkimKeys/desk.example");
        builder.records()
                .text("desk.example", "v=spf1 ip4:192.0.2.25 -all")
                .policy("192.0.2.25", "desk.example", Result.PASS)
                .text("_dmarc.desk.example", "v=DMARC1; p=quarantine");

        Response answer = desk.request().get(SUPPORT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("records.purpose")).containsExactly("spf", "dkim", "dmarc");
        assertThat(answer.jsonPath().getList("records.type")).containsOnly("TXT");
        assertThat(answer.jsonPath().getString("check.spf.status")).isEqualTo("pass");
        assertThat(answer.jsonPath().getString("check.spf.found")).isEqualTo("v=spf1 ip4:192.0.2.25 -all");
        assertThat(answer.jsonPath().getString("check.dkim.status")).isEqualTo("missing");
        assertThat(answer.jsonPath().getString("check.dkim.found")).isNull();
        assertThat(answer.jsonPath().getString("check.dmarc.status")).isEqualTo("pass");
        assertThat(answer.jsonPath().getString("check.dmarc.policy")).isEqualTo("quarantine");
    }

    @Test
    void shouldAnswerForAServerSenderAndSayUnknownWhenDnsIsSilent() {
        shop(Transport.SERVER);
        builder.records().silent();

        Response answer = desk.request().get(SHOP);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).node("check.spf.status").isEqualTo("unknown");
        assertThatJson(answer.asString()).node("check.dmarc.policy").isEqualTo(null);
        assertThatJson(answer.asString())
                .node("check.spf.explanation")
                .asString()
                .contains("no name server answers");
    }

    @Test
    void shouldSayThatNoAdviceIsNeededWhenTheAddressHasAServerOfItsOwn() {
        shop(new Transport(
                TransportType.SMTP,
                Optional.of(new SmtpRelay("relay.example", 587, ConnectionSecurity.STARTTLS, "shop"))));

        Response answer = desk.request().get(SHOP);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("message"))
                .contains("transport smtp", "neither SPF advice nor a verification mail is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "/desk/departments/support/senders/nobody@desk.example/dns, 404",
        "/desk/departments/sales/senders/support@desk.example/dns, 404",
        "/desk/departments/support/senders/nobody/dns, 400",
        "/desk/departments/Sup_port/senders/support@desk.example/dns, 400",
    })
    void shouldSayWhatIsWrong(String path, int status) {
        assertThat(desk.request().get(path).statusCode()).isEqualTo(status);
    }
}
