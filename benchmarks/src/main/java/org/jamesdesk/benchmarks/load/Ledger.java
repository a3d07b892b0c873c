package org.jamesdesk.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;

/** The mails that the server has answered for with 250, in the order of its answers. */
public final class Ledger {
    private final List<BenchmarkMail> acknowledged = new ArrayList<>();

    public synchronized void acknowledged(BenchmarkMail mail) {
        acknowledged.add(mail);
    }

    /** Any of the mails; empty when there is none. */
    public synchronized Optional<BenchmarkMail> any(Random random) {
        return acknowledged.isEmpty()
                ? Optional.empty()
                : Optional.of(acknowledged.get(random.nextInt(acknowledged.size())));
    }

    /** All mails, oldest first. */
    public synchronized List<BenchmarkMail> mails() {
        return List.copyOf(acknowledged);
    }

    public synchronized int size() {
        return acknowledged.size();
    }
}
