package org.jamesdesk.mailets.authentication;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.james.dnsservice.api.DNSService;
import org.jamesdesk.message.authentication.ClaimedAuthentication;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.authentication.SenderAuthentication.Dkim;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.message.authentication.SenderAuthentication.Spf;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.RawMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SPF and DKIM of a mail that came by SMTP, side by side and within a bounded time: name servers that do not answer make a
 * temporary result, never a mail wait longer, and after some such nobody waits for a while. Safe for use by many threads.
 */
public final class SenderChecks implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderChecks.class);
    /** Two for each of the threads that usually work on mails. */
    private static final int MAX_THREADS = 64;

    /** James gives name servers that do not answer for names that do not exist: the time alone tells them apart. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration MEMORY = Duration.ofSeconds(30);
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Dkim UNKNOWN_SIGNATURE = new Dkim(Result.TEMPERROR, "", "");

    private final ContentReader contents = new ContentReader();
    private final SpfCheck spf;
    private final DkimCheck dkim;
    private final LookUpPatience patience;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService threads;
    private final LookUpBreaker breaker = new LookUpBreaker(PAUSE, System::nanoTime);

    /** @param patience how long both together may take, while few mails wait */
    public SenderChecks(DNSService dns, Duration patience) {
        MailDns mailDns = new MailDns(dns, MEMORY);
        this.spf = new SpfCheck(mailDns);
        this.dkim = new DkimCheck(mailDns);
        this.patience = new LookUpPatience(patience);
        // Without a queue: a check that nobody is free to do would miss its time anyway.
        this.threads = new ThreadPoolExecutor(
                0, MAX_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), SenderChecks::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "desk-authentication");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * How a mail came.
     *
     * @param address of the host that sent it
     * @param helo what the host called itself
     * @param sender the envelope sender, empty text for the null sender
     */
    public record Passage(String address, String helo, String sender) {}

    /** Checks a mail; its bytes must be those that were received. */
    public SenderAuthentication of(RawMessage raw, Passage passage) {
        Headers headers = contents.headers(raw);
        boolean spfAsked = isOutside(passage.address());
        boolean dkimAsked = headers.has("dkim-signature");
        if ((spfAsked || dkimAsked) && !breaker.allows()) {
            return SenderAuthentication.of(
                    ClaimedAuthentication.author(headers),
                    spfAsked ? Optional.of(unknownSpf(passage)) : Optional.empty(),
                    dkimAsked ? List.of(UNKNOWN_SIGNATURE) : List.of());
        }
        int waitingNow = waiting.incrementAndGet();
        try {
            return ask(raw, passage, headers, spfAsked, dkimAsked, patience.with(waitingNow));
        } finally {
            waiting.decrementAndGet();
        }
    }

    private SenderAuthentication ask(
            RawMessage raw, Passage passage, Headers headers, boolean spfAsked, boolean dkimAsked, Duration atMost) {
        long startedAt = System.nanoTime();
        long deadline = startedAt + atMost.toNanos();
        Optional<Future<Spf>> spfResult = spfAsked
                ? Optional.of(start(() -> spf.check(passage.address(), passage.sender(), passage.helo())))
                : Optional.empty();
        Optional<Future<List<Dkim>>> dkimResult =
                dkimAsked ? Optional.of(start(() -> dkim.check(raw))) : Optional.empty();
        SenderAuthentication result = SenderAuthentication.of(
                ClaimedAuthentication.author(headers),
                spfResult.map(future -> await(future, deadline, unknownSpf(passage))),
                dkimResult
                        .map(future -> await(future, deadline, List.of(UNKNOWN_SIGNATURE)))
                        .orElse(List.of()));
        if (spfAsked || dkimAsked) {
            report(result, Duration.ofNanos(System.nanoTime() - startedAt));
        }
        return result;
    }

    private void report(SenderAuthentication result, Duration took) {
        if (took.compareTo(SLOW) >= 0) {
            if (breaker.failed()) {
                LOGGER.warn("Name servers do not answer: senders are not checked for {} s", PAUSE.toSeconds());
            }
        } else if (!result.isTemporary()) {
            breaker.answered();
        }
    }

    private static Spf unknownSpf(Passage passage) {
        return new Spf(Result.TEMPERROR, SpfCheck.domain(passage.sender(), passage.helo()));
    }

    private <T> Future<T> start(Callable<T> check) {
        FutureTask<T> task = new FutureTask<>(check);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.cancel(true);
        }
        return task;
    }

    private static <T> T await(Future<T> result, long deadline, T unknown) {
        try {
            if (result.isCancelled()) {
                return unknown;
            }
            return result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return unknown;
        } catch (ExecutionException e) {
            LOGGER.warn("A sender could not be checked", e.getCause());
            return unknown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown;
        } finally {
            result.cancel(true);
        }
    }

    /** Hosts of our own network, a gateway before us among them, are in nobody's SPF record. */
    private static boolean isOutside(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            InetAddress host = InetAddress.getByName(address);
            boolean uniqueLocal = host instanceof Inet6Address && (host.getAddress()[0] & 0xfe) == 0xfc;
            return !(host.isLoopbackAddress()
                    || host.isAnyLocalAddress()
                    || host.isSiteLocalAddress()
                    || host.isLinkLocalAddress()
                    || uniqueLocal);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
