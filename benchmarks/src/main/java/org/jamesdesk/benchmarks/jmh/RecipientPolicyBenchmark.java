package org.jamesdesk.benchmarks.jmh;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.RecipientAnswer;
import org.jamesdesk.address.RecipientPolicy;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Entry;
import org.jamesdesk.configuration.StoredConfiguration;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long the answer to one RCPT takes with few and with many support addresses (R8), and making the table anew. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class RecipientPolicyBenchmark {
    /** How many support addresses there are. */
    @Param({"10", "10000"})
    public int addresses;

    private final RecipientPolicy policy = new RecipientPolicy(
            Set.of("desk.example"),
            new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", Clock.systemUTC()));
    private StoredConfiguration stored;
    private Optional<AddressSnapshot> snapshot;
    private EmailAddress plain;
    private EmailAddress withToken;
    private EmailAddress unknown;

    @Setup
    public void fill() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("department", "support", "{\"id\":\"support\",\"name\":\"Support\"}"));
        entries.add(new Entry(
                "defaults", "desk", "{\"department\":\"support\",\"supportAddress\":\"address0@desk.example\"}"));
        for (int i = 0; i < addresses; i++) {
            String address = "address" + i + "@desk.example";
            entries.add(new Entry(
                    "supportAddress",
                    address,
                    "{\"address\":\"" + address + "\",\"friendlyName\":\"Zylker " + i + "\",\"department\":\"support\","
                            + "\"takesMail\":true,\"whenStopped\":\"PARK\",\"externalAddresses\":[\"a" + i
                            + "@zylker.example\"]}"));
        }
        stored = new StoredConfiguration(1, entries);
        snapshot = Optional.of(rebuild());
        plain = EmailAddress.parse("Address" + addresses / 2 + "@desk.example");
        withToken = EmailAddress.parse("address" + addresses / 2 + "+t42.abcdefghijklmnop@desk.example");
        unknown = EmailAddress.parse("nobody@desk.example");
    }

    @Benchmark
    public RecipientAnswer plain() {
        return policy.decide(plain, snapshot);
    }

    @Benchmark
    public RecipientAnswer withToken() {
        return policy.decide(withToken, snapshot);
    }

    @Benchmark
    public RecipientAnswer unknown() {
        return policy.decide(unknown, snapshot);
    }

    /** What a node does when something was changed, beside the answers that go on with the former table. */
    @Benchmark
    public AddressSnapshot rebuild() {
        return AddressSnapshot.of(new Configuration(stored));
    }
}
