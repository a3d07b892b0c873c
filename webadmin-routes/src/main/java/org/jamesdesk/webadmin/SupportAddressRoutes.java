package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/supportAddresses}: the addresses whose mail becomes tickets (R4). */
public final class SupportAddressRoutes implements Routes {
    private static final String BASE = "/desk/supportAddresses";

    private final Configurations configurations;
    private final RouteAnswers answers;

    @Inject
    public SupportAddressRoutes(Configurations configurations, JsonTransformer json) {
        this.configurations = configurations;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::list));
        service.get(BASE + "/:address", answers.json(this::get));
    }

    private List<SupportAddressJson> list(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        return configuration.all(SupportAddress.KIND).stream()
                .map(address -> SupportAddressJson.of(address, configuration))
                .toList();
    }

    private SupportAddressJson get(Request request, Response response) {
        EmailAddress address = new RequestParameters(request).path("address", EmailAddress::parse);
        Configuration configuration = configurations.inForce();
        return configuration
                .find(SupportAddress.KIND, address.key())
                .map(found -> SupportAddressJson.of(found, configuration))
                .orElseThrow(() -> RequestRefusedException.notFound("there is no support address " + address));
    }

    private record SupportAddressJson(
            String address,
            String friendlyName,
            String department,
            String intake,
            String whenStopped,
            @JsonProperty("default") boolean isDefault,
            List<String> externalAddresses) {
        static SupportAddressJson of(SupportAddress supportAddress, Configuration configuration) {
            return new SupportAddressJson(
                    supportAddress.address().asString(),
                    supportAddress.friendlyName(),
                    supportAddress.department().value(),
                    supportAddress.takesMail() ? "started" : "stopped",
                    supportAddress.whenStopped().name().toLowerCase(Locale.ROOT),
                    supportAddress
                            .address()
                            .equals(DeskDefaults.of(configuration).supportAddress()),
                    supportAddress.externalAddresses().stream()
                            .map(EmailAddress::asString)
                            .toList());
        }
    }
}
