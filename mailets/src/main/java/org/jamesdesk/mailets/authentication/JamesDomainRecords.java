package org.jamesdesk.mailets.authentication;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.james.dnsservice.api.DNSService;
import org.jamesdesk.dns.DomainRecords;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;

/**
 * What James' DNS says about mail domains, for administrators who wait for it. Each check ends within its time, whatever
 * name servers do, and after some that got no answer nobody asks for a while. Safe for use by many threads; its own end
 * when they have nothing to do.
 */
public final class JamesDomainRecords implements DomainRecords.Source {
    private static final int MAX_THREADS = 4;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    /** James says of name servers that do not answer that there is no such name: the time alone tells them apart. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final MailDns dns;
    private final SpfCheck spf;
    private final Duration patience;
    private final LookUpBreaker breaker = new LookUpBreaker(PAUSE, System::nanoTime);
    private final ExecutorService threads;

    /** @param patience how long all questions of one check together may take */
    public JamesDomainRecords(DNSService dns, Duration patience) {
        this.dns = new MailDns(dns);
        this.spf = new SpfCheck(this.dns);
        this.patience = patience;
        this.threads = new ThreadPoolExecutor(
                0, MAX_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), JamesDomainRecords::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "desk-sender-dns");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public DomainRecords open() {
        return new Check(System.nanoTime() + patience.toNanos());
    }

    private final class Check implements DomainRecords {
        private final long deadline;

        Check(long deadline) {
            this.deadline = deadline;
        }

        @Override
        public List<String> texts(String name) throws NoAnswerException {
            return ask("no name server answers for " + name, List.of(), () -> dns.texts(name));
        }

        @Override
        public List<String> addresses(String host) throws NoAnswerException {
            return ask("no name server answers for " + host, List.of(), () -> Stream.concat(
                            dns.ipv4(host).stream(), dns.ipv6(host).stream())
                    .toList());
        }

        @Override
        public Result spf(String address, String domain) throws NoAnswerException {
            return ask(
                    "name servers that the SPF record of " + domain + " leads to do not answer",
                    Result.NONE,
                    () -> spf.check(address, "postmaster@" + domain, domain).result());
        }

        /** @param nothing the answer that says that there is no such name */
        private <T> T ask(String complaint, T nothing, Callable<T> question) throws NoAnswerException {
            if (!breaker.allows()) {
                throw new NoAnswerException(complaint, new TimeoutException("they did not a moment ago"));
            }
            long began = System.nanoTime();
            boolean answered = false;
            try {
                T answer = within(question);
                if (answer.equals(nothing) && System.nanoTime() - began >= SLOW.toNanos()) {
                    throw new TimeoutException("they took too long to have looked");
                }
                answered = true;
                return answer;
            } catch (TimeoutException | RejectedExecutionException e) {
                throw new NoAnswerException(complaint, e);
            } catch (ExecutionException e) {
                throw new NoAnswerException(complaint, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NoAnswerException(complaint, e);
            } finally {
                if (answered) {
                    breaker.answered();
                } else {
                    breaker.failed();
                }
            }
        }

        private <T> T within(Callable<T> question) throws TimeoutException, ExecutionException, InterruptedException {
            Future<T> future = threads.submit(question);
            try {
                return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } finally {
                future.cancel(true);
            }
        }
    }
}
