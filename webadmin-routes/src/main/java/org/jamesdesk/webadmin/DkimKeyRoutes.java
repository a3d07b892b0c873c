package org.jamesdesk.webadmin;

import java.util.List;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.eclipse.jetty.http.HttpStatus;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.dkim.DkimKey;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dns.DomainName;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/dkimKeys}: the keys with which mail is signed, one domain at a time (R36). Private keys are never shown. */
public final class DkimKeyRoutes implements Routes {
    private static final String BASE = "/desk/dkimKeys";
    private static final String ONE = BASE + "/:domain";
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9-]{1,63}");

    private final Configurations configurations;
    private final DkimKeys keys;
    private final JsonTransformer json;
    private final RouteAnswers answers;

    @Inject
    public DkimKeyRoutes(Configurations configurations, DkimKeys keys, JsonTransformer json) {
        this.configurations = configurations;
        this.keys = keys;
        this.json = json;
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
        service.put(ONE, answers.bytes(this::create));
        service.post(ONE, answers.knowing("action").json(this::act));
        service.delete(ONE, answers.knowing("selector").bytes(this::delete));
    }

    private List<DomainJson> list(Request request, Response response) {
        return configurations.inForce().all(DkimKey.KIND).stream()
                .map(DkimKey::domain)
                .distinct()
                .map(domain -> shown(new DomainName(domain)))
                .toList();
    }

    private DomainJson get(Request request, Response response) {
        DomainName domain = domain(request);
        DomainJson shown = shown(domain);
        if (shown.keys().isEmpty()) {
            throw RequestRefusedException.notFound("there is no DKIM key of " + domain);
        }
        return shown;
    }

    private String create(Request request, Response response) throws Exception {
        DomainName domain = domain(request);
        if (keys.create(domain, Administrator.of(request))) {
            response.status(HttpStatus.CREATED_201);
            return json.render(shown(domain));
        }
        response.status(HttpStatus.NO_CONTENT_204);
        return "";
    }

    private DomainJson act(Request request, Response response) {
        DomainName domain = domain(request);
        String who = Administrator.of(request);
        switch (new RequestParameters(request).query("action").orElse("")) {
            case "rotate" -> keys.rotate(domain, who);
            case "activate" -> keys.activate(domain, who);
            default -> throw RequestRefusedException.invalid("action: one of rotate, activate expected");
        }
        return shown(domain);
    }

    private String delete(Request request, Response response) {
        DomainName domain = domain(request);
        String who = Administrator.of(request);
        new RequestParameters(request)
                .query("selector", DkimKeyRoutes::selector)
                .ifPresentOrElse(selector -> keys.remove(domain, selector, who), () -> keys.remove(domain, who));
        response.status(HttpStatus.NO_CONTENT_204);
        return "";
    }

    private static String selector(String text) {
        if (!SELECTOR.matcher(text).matches()) {
            throw new IllegalArgumentException("a selector such as desk-20260304-1a2b3c4d expected");
        }
        return text;
    }

    private static DomainName domain(Request request) {
        return new RequestParameters(request).path("domain", DomainName::parse);
    }

    private DomainJson shown(DomainName domain) {
        return new DomainJson(
                domain.value(),
                DkimKeys.of(configurations.inForce(), domain).stream()
                        .map(KeyJson::of)
                        .toList());
    }

    private record DomainJson(String domain, List<KeyJson> keys) {}

    private record KeyJson(String selector, String state, String createdAt, DnsRecordJson record) {
        static KeyJson of(DkimKey key) {
            return new KeyJson(
                    key.selector(), key.state().apiName(), key.createdAt().toString(), DnsRecordJson.of(key.record()));
        }
    }
}
