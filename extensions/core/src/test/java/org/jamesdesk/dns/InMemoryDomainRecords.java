package org.jamesdesk.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;

/** A few records; what a domain's SPF policy says of a host is set, not evaluated. */
public final class InMemoryDomainRecords implements DomainRecords, DomainRecords.Source {
    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, List<String>> addresses = new HashMap<>();
    private final Map<String, Result> policies = new HashMap<>();
    private boolean silent;

    public InMemoryDomainRecords text(String name, String text) {
        texts.computeIfAbsent(name, any -> new ArrayList<>()).add(text);
        return this;
    }

    public InMemoryDomainRecords address(String host, String address) {
        addresses.computeIfAbsent(host, any -> new ArrayList<>()).add(address);
        return this;
    }

    public InMemoryDomainRecords policy(String address, String domain, Result result) {
        policies.put(address + " " + domain, result);
        return this;
    }

    /** From now on nobody answers. */
    public InMemoryDomainRecords silent() {
        silent = true;
        return this;
    }

    @Override
    public DomainRecords open() {
        return this;
    }

    @Override
    public List<String> texts(String name) throws NoAnswerException {
        requireAnswer(name);
        return texts.getOrDefault(name, List.of());
    }

    @Override
    public List<String> addresses(String host) throws NoAnswerException {
        requireAnswer(host);
        return addresses.getOrDefault(host, List.of());
    }

    @Override
    public Result spf(String address, String domain) throws NoAnswerException {
        requireAnswer(domain);
        return policies.getOrDefault(address + " " + domain, Result.NEUTRAL);
    }

    private void requireAnswer(String name) throws NoAnswerException {
        if (silent) {
            throw new NoAnswerException("no name server answers for " + name, new IllegalStateException("silent"));
        }
    }
}
