package org.jamesdesk.mailets.authentication;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

/** James' DNS over a few records, with James' ways: no TXT answer is an empty list, whatever the reason. */
public final class FakeDns implements DNSService {
    private enum State {
        UP,
        DOWN,
        SILENT
    }

    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, List<String>> mailHosts = new HashMap<>();
    private final Map<String, List<InetAddress>> addresses = new HashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile State state = State.UP;

    /** Data in the form of a zone file, in pieces of 255 characters as they are published. */
    public FakeDns text(String name, String text) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < text.length(); i += 255) {
            data.append(i == 0 ? "\"" : " \"")
                    .append(text, i, Math.min(i + 255, text.length()))
                    .append('"');
        }
        texts.put(name, List.of(data.toString()));
        return this;
    }

    public FakeDns mailHost(String name, String host) {
        mailHosts.put(name, List.of(host + "."));
        return this;
    }

    public FakeDns address(String name, String address) throws UnknownHostException {
        addresses.put(name, List.of(InetAddress.getByName(address)));
        return this;
    }

    /** From now on every answer is that nobody answers. */
    public FakeDns down() {
        state = State.DOWN;
        return this;
    }

    /** From now on no question comes back. */
    public FakeDns silent() {
        state = State.SILENT;
        return this;
    }

    public FakeDns up() {
        state = State.UP;
        return this;
    }

    public int questions() {
        return questions.get();
    }

    private boolean isDown() {
        questions.incrementAndGet();
        if (state == State.SILENT) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return state != State.UP;
    }

    @Override
    public Collection<String> findMXRecords(String name) throws TemporaryResolutionException {
        if (isDown()) {
            throw new TemporaryResolutionException("down");
        }
        return mailHosts.getOrDefault(name, List.of());
    }

    @Override
    public Collection<String> findTXTRecords(String name) {
        return isDown() ? List.of() : texts.getOrDefault(name, List.of());
    }

    @Override
    public Collection<InetAddress> getAllByName(String name) throws UnknownHostException {
        if (isDown() || !addresses.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        return addresses.get(name);
    }

    @Override
    public InetAddress getByName(String name) throws UnknownHostException {
        return getAllByName(name).iterator().next();
    }

    @Override
    public InetAddress getLocalHost() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public String getHostName(InetAddress address) {
        return addresses.entrySet().stream()
                .filter(entry -> entry.getValue().contains(address))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(address.getHostAddress());
    }
}
