package org.jamesdesk.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRoutesTest {
    private static final DeliveryRoutes ROUTES =
            DeliveryRoutes.parse("*.example=127.0.0.1:2526, Other.org = relay.host:587,*.deep.example=deep:1,"
                    + "exact.deep.example=exact:2, six.org=[::1]:2525, plain.org=plain");

    @ParameterizedTest
    @CsvSource({
        "example, 127.0.0.1:2526",
        "a.example, 127.0.0.1:2526",
        "B.A.EXAMPLE, 127.0.0.1:2526",
        "other.org, relay.host:587",
        "deep.example, deep:1",
        "x.deep.example, deep:1",
        "exact.deep.example, exact:2",
        "six.org, [::1]:2525",
        "plain.org, plain:25"
    })
    void shouldNameMostExactRouteWhenDomainMatches(String domain, String server) {
        assertThat(ROUTES.named(domain)).map(MailServer::asString).contains(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub.other.org", "example.org", "notexample", "org", ""})
    void shouldNameNoRouteWhenDomainMatchesNone(String domain) {
        assertThat(ROUTES.named(domain)).isEmpty();
        assertThat(ROUTES.everythingElse()).isEmpty();
    }

    @Test
    void shouldKeepRelayForEverythingApartWhenItIsGiven() {
        DeliveryRoutes routes = DeliveryRoutes.parse("*=relay.host:587");

        assertThat(routes.named("customer.example")).isEmpty();
        assertThat(routes.everythingElse()).contains(new MailServer("relay.host", 587));
    }

    @Test
    void shouldHaveNoRouteWhenValueIsBlank() {
        assertThat(DeliveryRoutes.parse(" ").named("a.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example",
                "example=",
                "=relay:25",
                "example=relay:0",
                "example=relay:65536",
                "example=relay:port",
                "example=relay:25:26",
                "*example=relay:25",
                "a.*.example=relay:25",
                "-a.example=relay:25",
                "a..example=relay:25",
                "user@example=relay:25",
                "a.example=relay:25,",
                "a.example=relay:25,A.example=other:25",
                "*=relay:25,*=other:25"
            })
    void shouldNameKeyWhenValueIsBroken(String value) {
        assertThatThrownBy(() -> DeliveryRoutes.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("delivery.routes: '");
    }
}
