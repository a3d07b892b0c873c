package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.SupportAddressStore;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/supportAddresses}: the addresses whose mail becomes tickets (R4). */
public final class SupportAddressRoutes implements Routes {
    private static final String BASE = "/desk/supportAddresses";

    private final SupportAddressStore supportAddresses;
    private final RouteAnswers answers;

    @Inject
    public SupportAddressRoutes(SupportAddressStore supportAddresses, JsonTransformer json) {
        this.supportAddresses = supportAddresses;
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
        var theDefault = supportAddresses.defaultAddress();
        return supportAddresses.list().stream()
                .map(address -> SupportAddressJson.of(address, theDefault))
                .toList();
    }

    private SupportAddressJson get(Request request, Response response) {
        EmailAddress address = new RequestParameters(request).path("address", EmailAddress::parse);
        return supportAddresses
                .find(address)
                .map(found -> SupportAddressJson.of(found, supportAddresses.defaultAddress()))
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
        static SupportAddressJson of(SupportAddress supportAddress, Optional<EmailAddress> theDefault) {
            return new SupportAddressJson(
                    supportAddress.address().asString(),
                    supportAddress.friendlyName(),
                    supportAddress.department().value(),
                    supportAddress.takesMail() ? "started" : "stopped",
                    supportAddress.whenStopped().name().toLowerCase(Locale.ROOT),
                    theDefault.filter(supportAddress.address()::equals).isPresent(),
                    supportAddress.externalAddresses().stream()
                            .map(EmailAddress::asString)
                            .toList());
        }
    }
}
