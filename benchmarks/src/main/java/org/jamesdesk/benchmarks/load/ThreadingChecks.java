package org.jamesdesk.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;
import org.jamesdesk.benchmarks.mail.Draft.Naming;
import org.jamesdesk.benchmarks.mail.MailMaker;
import org.jamesdesk.benchmarks.smtp.SmtpConnection;

/**
 * Sends what help desks are known to get wrong. Whether it went right shows in the {@link Accounting} of the mails that
 * each method adds to the ledger and keeps under a name.
 */
public final class ThreadingChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InetSocketAddress smtp;
    private final String recipient;
    private final MailMaker maker;
    private final Ledger ledger;
    private final Map<String, List<BenchmarkMail>> checks = new LinkedHashMap<>();

    public ThreadingChecks(InetSocketAddress smtp, String recipient, MailMaker maker, Ledger ledger) {
        this.smtp = smtp;
        this.recipient = recipient;
        this.maker = maker;
        this.ledger = ledger;
    }

    /** The mails of each check, each mail once. */
    public Map<String, List<BenchmarkMail>> mails() {
        return checks;
    }

    /** Mails that the later checks answer; they must be stored before those run. */
    public List<BenchmarkMail> openings(int count) throws IOException, InterruptedException {
        List<BenchmarkMail> openings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            openings.add(maker.draft(false).opening());
        }
        for (BenchmarkMail opening : openings) {
            atOnce(List.of(opening));
            ledger.acknowledged(opening);
        }
        return openings;
    }

    /** All on connections of their own, at the same moment. */
    public void simultaneousReplies(BenchmarkMail parent, int count) throws IOException, InterruptedException {
        List<BenchmarkMail> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replies.add(maker.draft(true).answering(parent, Naming.IN_REPLY_TO_AND_REFERENCES));
        }
        atOnce(replies);
        keep(count + " simultaneous replies to one ticket", parent, replies);
    }

    /** A mail whose sender did not hear the 250 and sent it again: at the same moment and once more. */
    public void redelivery(BenchmarkMail parent) throws IOException, InterruptedException {
        BenchmarkMail mail = maker.draft(false).opening();
        BenchmarkMail reply = maker.draft(true).answering(parent, Naming.IN_REPLY_TO_AND_REFERENCES);
        atOnce(List.of(mail, mail, reply, reply));
        atOnce(List.of(mail, reply));
        List.of(mail, reply).forEach(ledger::acknowledged);
        checks.put("the same two mails three times", List.of(parent, reply, mail));
    }

    /** A reply without References. */
    public void inReplyToOnly(BenchmarkMail parent) throws IOException, InterruptedException {
        BenchmarkMail reply = maker.draft(true).answering(parent, Naming.IN_REPLY_TO_ONLY);
        atOnce(List.of(reply));
        keep("a reply with In-Reply-To alone", parent, List.of(reply));
    }

    /** Replies that are sent at the same moment as the mails that they answer. */
    public void repliesToMailsInFlight(int pairs) throws IOException, InterruptedException {
        List<BenchmarkMail> mails = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            BenchmarkMail parent = maker.draft(false).opening();
            BenchmarkMail reply = maker.draft(true).answering(parent, Naming.IN_REPLY_TO_AND_REFERENCES);
            atOnce(List.of(parent, reply));
            mails.add(parent);
            mails.add(reply);
        }
        mails.forEach(ledger::acknowledged);
        checks.put(pairs + " replies sent together with their parents", mails);
    }

    private void keep(String name, BenchmarkMail parent, List<BenchmarkMail> replies) {
        replies.forEach(ledger::acknowledged);
        List<BenchmarkMail> mails = new ArrayList<>(List.of(parent));
        mails.addAll(replies);
        checks.put(name, mails);
    }

    private void atOnce(List<BenchmarkMail> mails) throws IOException, InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(mails.size());
        ExecutorService threads = Executors.newFixedThreadPool(mails.size());
        try {
            List<Future<Long>> sent = new ArrayList<>();
            for (BenchmarkMail mail : mails) {
                sent.add(threads.submit(() -> send(mail, barrier)));
            }
            for (Future<Long> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("sending failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private long send(BenchmarkMail mail, CyclicBarrier barrier)
            throws IOException, InterruptedException, BrokenBarrierException {
        try (SmtpConnection connection = new SmtpConnection(smtp, PATIENCE)) {
            barrier.await();
            return connection.send(mail, recipient);
        }
    }
}
