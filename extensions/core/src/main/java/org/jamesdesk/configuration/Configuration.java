package org.jamesdesk.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * All that administrators have set, at one moment. Never changes, so that whoever works on a mail sees one state from the
 * first question to the last, without asking a database. Values are read from JSON when their kind is first asked for.
 */
public final class Configuration implements ConfigurationView {
    private final long revision;
    private final Map<String, SortedMap<String, Entry>> entries;
    private final Map<Kind<?>, SortedMap<String, ?>> values = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

    public Configuration(StoredConfiguration stored) {
        this.revision = stored.revision();
        Map<String, SortedMap<String, Entry>> byKind = new TreeMap<>();
        stored.entries().forEach(entry -> byKind.computeIfAbsent(entry.kind(), any -> new TreeMap<>())
                .put(entry.key(), entry));
        this.entries = byKind;
    }

    /** How many change sets have made it; 0: nothing was ever set, the first start has not finished. */
    public long revision() {
        return revision;
    }

    @Override
    public <T> Optional<T> find(Kind<T> kind, String key) {
        return Optional.ofNullable(values(kind).get(key));
    }

    @Override
    public <T> List<T> all(Kind<T> kind) {
        return List.copyOf(values(kind).values());
    }

    /**
     * What is computed from this configuration once and then asked often, such as a table of addresses.
     *
     * @param type names the computation
     */
    public <V> V derived(Class<V> type, Function<Configuration, V> computation) {
        return type.cast(derived.computeIfAbsent(type, any -> computation.apply(this)));
    }

    /** The value with this key as it is kept. */
    Optional<Entry> entry(String kind, String key) {
        return Optional.ofNullable(entriesOf(kind).get(key));
    }

    /** A short text that differs whenever the value differs; empty when there is no such value. */
    static Optional<String> version(Optional<String> body) {
        return body.map(Configuration::hash);
    }

    private static String hash(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private SortedMap<String, Entry> entriesOf(String kind) {
        return entries.getOrDefault(kind, Collections.emptySortedMap());
    }

    @SuppressWarnings("unchecked") // what stands under a kind was read by that kind
    private <T> SortedMap<String, T> values(Kind<T> kind) {
        return (SortedMap<String, T>) values.computeIfAbsent(kind, any -> read(kind));
    }

    private <T> SortedMap<String, T> read(Kind<T> kind) {
        SortedMap<String, T> read = new TreeMap<>();
        entriesOf(kind.name()).forEach((key, entry) -> read.put(key, ConfigurationJson.read(kind, entry)));
        return read;
    }
}
