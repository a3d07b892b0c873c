package org.jamesdesk.webadmin;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.dns.DomainName;
import org.jamesdesk.dns.Finding;
import org.jamesdesk.dns.SenderDns;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.TransportType;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/departments/{id}/senders/{address}/dns}: what to publish, and what is published now (R36). */
public final class SenderDnsRoutes implements Routes {
    private static final String BASE = "/desk/departments";

    private final Configurations configurations;
    private final SenderDns dns;
    private final RouteAnswers answers;

    @Inject
    public SenderDnsRoutes(Configurations configurations, SenderDns dns, JsonTransformer json) {
        this.configurations = configurations;
        this.dns = dns;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE + "/:id/senders/:address/dns", answers.json(this::get));
    }

    private AdviceJson get(Request request, Response response) {
        var parameters = new RequestParameters(request);
        DepartmentId department = parameters.path("id", DepartmentId::new);
        EmailAddress address = parameters.path("address", EmailAddress::parse);
        Configuration configuration = configurations.inForce();
        requireServer(configuration, department, address);
        DomainName domain = parameters.path("address", any -> DomainName.parse(address.domain()));
        return AdviceJson.of(dns.of(configuration, domain));
    }

    /** Support addresses are From addresses that this server sends for (R29). */
    private static void requireServer(Configuration configuration, DepartmentId department, EmailAddress address) {
        boolean supportAddress = configuration
                .find(SupportAddress.KIND, address.key())
                .filter(found -> found.department().equals(department))
                .isPresent();
        if (supportAddress) {
            return;
        }
        Sender sender = configuration
                .find(Sender.KIND, new SenderId(department, address).asString())
                .orElseThrow(() -> RequestRefusedException.notFound(
                        "department " + department + " has no From address " + address));
        TransportType type = sender.transport().type();
        if (type != TransportType.SERVER) {
            throw ChangeRefusedException.conflict("mail from " + address + " leaves by its own server (transport "
                    + type.apiName()
                    + "), which answers for SPF and DKIM: neither SPF advice nor a verification mail is"
                    + " needed");
        }
    }

    private record AdviceJson(List<DnsRecordJson> records, CheckJson check) {
        static AdviceJson of(SenderDns.Advice advice) {
            return new AdviceJson(
                    advice.records().stream().map(DnsRecordJson::of).toList(),
                    new CheckJson(
                            FindingJson.of(advice.spf()),
                            FindingJson.of(advice.dkim()),
                            DmarcJson.of(advice.dmarc(), advice.dmarcPolicy())));
        }
    }

    private record CheckJson(FindingJson spf, FindingJson dkim, DmarcJson dmarc) {}

    private record FindingJson(String status, Optional<String> found, String explanation) {
        static FindingJson of(Finding finding) {
            return new FindingJson(finding.status().apiName(), finding.found(), finding.explanation());
        }
    }

    private record DmarcJson(String status, Optional<String> found, String explanation, Optional<String> policy) {
        static DmarcJson of(Finding finding, Optional<String> policy) {
            return new DmarcJson(finding.status().apiName(), finding.found(), finding.explanation(), policy);
        }
    }
}
