package org.jamesdesk.webadmin;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupportAddressRoutesTest {
    private static final String STOPPED =
            """
            {"address": "Vendas+br@desk.example", "friendlyName": "Zylker Vendas", "department": "support",
             "intake": "stopped", "whenStopped": "refuse", "default": false,
             "externalAddresses": ["vendas@zylker.example"]}""";
    private static final String DEFAULT =
            """
            {"address": "support@desk.example", "friendlyName": "Support", "department": "support",
             "intake": "started", "whenStopped": "park", "default": true, "externalAddresses": []}""";

    private final RestDesk desk = RestDesk.start();

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void shouldListSupportAddressesByAddress() {
        addStoppedAddress();

        var answer = desk.request().get("/desk/supportAddresses");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo("[" + DEFAULT + "," + STOPPED + "]");
    }

    @Test
    void shouldShowTheAddressWhenCaseDiffersAndItHasAPlus() {
        addStoppedAddress();

        var answer = desk.request().urlEncodingEnabled(false).get("/desk/supportAddresses/vendas+BR@DESK.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatJson(answer.asString()).isEqualTo(STOPPED);
    }

    @Test
    void shouldShowTheAddressWhenItIsPercentEncoded() {
        addStoppedAddress();

        var answer = desk.request().urlEncodingEnabled(false).get("/desk/supportAddresses/vendas%2Bbr%40desk.example");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerNotFoundWhenThereIsNoSuchAddress() {
        var answer = desk.request().get("/desk/supportAddresses/sales@desk.example");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThatJson(answer.asString()).node("message").isEqualTo("there is no support address sales@desk.example");
    }

    @Test
    void shouldNameTheRuleWhenItIsNoAddress() {
        var answer = desk.request().get("/desk/supportAddresses/sales");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThatJson(answer.asString())
                .node("message")
                .isEqualTo("address: 'sales' is not an e-mail address: local@domain expected");
    }

    private void addStoppedAddress() {
        SupportAddress stopped = new SupportAddress(
                EmailAddress.parse("Vendas+br@desk.example"),
                "Zylker Vendas",
                RestDesk.DEPARTMENT,
                false,
                WhenStopped.REFUSE,
                List.of(EmailAddress.parse("vendas@zylker.example")));
        desk.configurations().edit("test", draft -> draft.put(SupportAddress.KIND, stopped));
    }
}
