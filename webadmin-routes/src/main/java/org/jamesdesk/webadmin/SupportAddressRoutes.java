package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.SupportAddressAdministration;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.Configurations;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/supportAddresses}: the addresses whose mail becomes tickets (R4–R22). */
public final class SupportAddressRoutes implements Routes {
    private static final String BASE = "/desk/supportAddresses";
    private static final String ONE = BASE + "/:address";
    private static final String DEFAULT = ONE + "/default";
    private static final String INTAKE = ONE + "/intake";
    private static final int MAX_BYTES = 100_000;

    private final Configurations configurations;
    private final SupportAddressAdministration administration;
    private final VersionedChanges changes;
    private final RouteAnswers answers;
    private final JsonBody<SupportAddressBody> body = new JsonBody<>(SupportAddressBody.class, MAX_BYTES);

    @Inject
    public SupportAddressRoutes(Configurations configurations, DeskDomains domains, JsonTransformer json) {
        this.configurations = configurations;
        this.administration = new SupportAddressAdministration(domains);
        this.changes = new VersionedChanges(configurations, SupportAddress.KIND);
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::list));
        service.get(ONE, answers.json(this::get));
        service.put(ONE, answers.change(this::put));
        service.delete(ONE, answers.change(this::delete));
        service.put(DEFAULT, answers.change(this::makeDefault));
        service.put(INTAKE, answers.change((request, response) -> setIntake(request, response, true)));
        service.delete(INTAKE, answers.change((request, response) -> setIntake(request, response, false)));
    }

    private List<SupportAddressJson> list(Request request, Response response) {
        Configuration configuration = configurations.inForce();
        return configuration.all(SupportAddress.KIND).stream()
                .map(address -> SupportAddressJson.of(address, configuration))
                .toList();
    }

    private SupportAddressJson get(Request request, Response response) {
        EmailAddress address = address(request);
        Configuration configuration = configurations.inForce();
        SupportAddress found = SupportAddressAdministration.existing(configuration, address);
        changes.announce(response, configuration, address.key());
        return SupportAddressJson.of(found, configuration);
    }

    private Optional<SupportAddressJson> put(Request request, Response response) {
        EmailAddress address = address(request);
        SupportAddressAdministration.Wanted wanted = body.read(request).wanted();
        return changes.change(
                request,
                response,
                address.key(),
                draft -> administration.put(draft, address, wanted)
                        ? Optional.of(
                                SupportAddressJson.of(SupportAddressAdministration.existing(draft, address), draft))
                        : Optional.empty());
    }

    private Optional<?> delete(Request request, Response response) {
        EmailAddress address = address(request);
        return changes.edit(request, response, address.key(), draft -> administration.delete(draft, address));
    }

    private Optional<?> makeDefault(Request request, Response response) {
        EmailAddress address = address(request);
        return changes.edit(request, response, address.key(), draft -> administration.makeDefault(draft, address));
    }

    private Optional<?> setIntake(Request request, Response response, boolean takesMail) {
        EmailAddress address = address(request);
        return changes.edit(
                request, response, address.key(), draft -> administration.setIntake(draft, address, takesMail));
    }

    private EmailAddress address(Request request) {
        return administration.named(request.params("address"));
    }

    private record SupportAddressBody(
            Optional<String> friendlyName,
            Optional<String> department,
            Optional<List<String>> externalAddresses,
            Optional<String> whenStopped) {
        SupportAddressAdministration.Wanted wanted() {
            externalAddresses
                    .filter(list -> list.stream().anyMatch(Objects::isNull))
                    .ifPresent(list -> {
                        throw RequestRefusedException.invalid("externalAddresses: a list of addresses expected");
                    });
            return new SupportAddressAdministration.Wanted(friendlyName, department, externalAddresses, whenStopped);
        }
    }

    private record SupportAddressJson(
            String address,
            String friendlyName,
            String department,
            String intake,
            String whenStopped,
            @JsonProperty("default") boolean isDefault,
            List<String> externalAddresses) {
        static SupportAddressJson of(SupportAddress supportAddress, ConfigurationView configuration) {
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
