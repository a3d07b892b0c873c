package org.jamesdesk.mailets;

import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.mailets.delivery.AttemptAttribute;
import org.jamesdesk.mailets.delivery.Courier;
import org.jamesdesk.mailets.delivery.DeliverySettings;
import org.jamesdesk.mailets.delivery.HostAddresses;
import org.jamesdesk.mailets.delivery.RelayTls;
import org.jamesdesk.mailets.delivery.SenderTransports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt to deliver the mail to its one recipient, leaves the result in the attribute {@code desk.attempt}
 * and ends the processing of the mail. Stands last in the processor {@code desk-outgoing}; takes no parameters, see
 * {@code delivery.*} in {@code desk.properties}.
 *
 * <pre>{@code <mailet match="All" class="org.jamesdesk.mailets.DeliverReply"/>}</pre>
 */
public final class DeliverReply extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverReply.class);

    private final DeliverySettings settings;
    private final DNSService dns;
    private final HostAddresses hosts;
    private final DomainList localDomains;
    private final SenderTransports senders;
    private final RelayTls tls;
    private final Clock clock;
    private Courier courier;

    @Inject
    public DeliverReply(
            DeliverySettings settings,
            DNSService dns,
            HostAddresses hosts,
            DomainList localDomains,
            SenderTransports senders,
            RelayTls tls,
            Clock clock) {
        this.settings = settings;
        this.dns = dns;
        this.hosts = hosts;
        this.localDomains = localDomains;
        this.senders = senders;
        this.tls = tls;
        this.clock = clock;
    }

    @Override
    public void init() {
        courier = new Courier(settings, dns, hosts, localDomains, senders, tls, getMailetContext(), clock);
    }

    @Override
    public void service(Mail mail) {
        Attempt attempt = courier.attempt(mail);
        AttemptAttribute.put(mail, attempt);
        LOGGER.info(
                "Mail {}: {} at {}: {}",
                mail.getName(),
                attempt.state().apiName(),
                attempt.host().isEmpty() ? "no server" : attempt.host(),
                attempt.text());
        mail.setState(Mail.GHOST);
    }

    @Override
    public void destroy() {
        courier.close();
    }

    @Override
    public String getMailetInfo() {
        return "Attempts to deliver a mail of the desk";
    }
}
