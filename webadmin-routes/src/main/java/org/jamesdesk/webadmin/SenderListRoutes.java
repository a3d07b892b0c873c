package org.jamesdesk.webadmin;

import java.util.List;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.sender.FromAddresses;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/senders}: the From addresses of all departments, support addresses among them (R29). */
public final class SenderListRoutes implements Routes {
    private static final String BASE = "/desk/senders";

    private final Configurations configurations;
    private final NoticeStore notices;
    private final RouteAnswers answers;

    @Inject
    public SenderListRoutes(Configurations configurations, NoticeStore notices, JsonTransformer json) {
        this.configurations = configurations;
        this.notices = notices;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE, answers.json(this::list));
    }

    private List<SenderJson> list(Request request, Response response) {
        FromAddresses addresses = new FromAddresses(configurations.inForce());
        return addresses.all().stream()
                .map(sender -> SenderJson.of(sender, addresses, notices))
                .toList();
    }
}
