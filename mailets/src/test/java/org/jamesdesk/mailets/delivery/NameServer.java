package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** A name server in memory, and James' own DNS service and the desk's look-up of addresses in front of it. */
final class NameServer implements Resolver {
    private final List<Record> records = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private boolean silent;

    /** Adds a record, as in {@code "customer.example.", "MX", "10 mx.customer.example."}. */
    NameServer record(String name, String type, String data) throws IOException {
        records.add(Record.fromString(Name.fromString(name), Type.value(type), DClass.IN, 60, data, Name.root));
        return this;
    }

    /** Answers SERVFAIL to one question. */
    NameServer broken(String name, String type) {
        broken.add(name + type);
        return this;
    }

    /** Answers nothing any more. */
    NameServer silent() {
        silent = true;
        return this;
    }

    /** As James would ask, on a machine that has a search domain. */
    DNSService james() throws Exception {
        NameServer self = this;
        DNSJavaService service = new DNSJavaService(new RecordingMetricFactory()) {
            @Override
            public void init() throws Exception {
                super.init();
                resolver = self;
            }
        };
        BaseHierarchicalConfiguration configuration = new BaseHierarchicalConfiguration();
        configuration.addProperty("autodiscover", false);
        configuration.addProperty("setAsDNSJavaDefault", false);
        configuration.addProperty("searchpaths.searchpath", "corp.example.");
        service.configure(configuration);
        service.init();
        return service;
    }

    HostAddresses hosts() {
        return new DnsHostAddresses(lookup -> {
            lookup.setResolver(this);
            lookup.setCache(null);
        });
    }

    @Override
    public Message send(Message query) throws IOException {
        if (silent) {
            throw new SocketTimeoutException("no name server answers");
        }
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        List<Record> named = records.stream()
                .filter(record -> record.getName().equals(question.getName()))
                .toList();
        if (broken.contains(question.getName() + Type.string(question.getType()))) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (named.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        named.stream()
                .filter(record -> record.getType() == question.getType())
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        return answer;
    }

    @Override
    public void setPort(int port) {}

    @Override
    public void setTCP(boolean flag) {}

    @Override
    public void setIgnoreTruncation(boolean flag) {}

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

    @Override
    public void setTSIGKey(TSIG key) {}

    @Override
    public void setTimeout(Duration timeout) {}
}
