package org.jamesdesk.mailets.authentication;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;

/**
 * James' DNS, asked so that "there is none" can be told from "nobody answers". A thread that was interrupted gets no more
 * answers: who waited for it has given up.
 */
final class MailDns {
    private static final int MOST_REMEMBERED = 10_000;
    /** RFC 1035 section 2.3.4. */
    private static final int LONGEST_NAME = 255;

    private final DNSService dns;
    private final Cache<String, Boolean> withoutTexts;

    /** One that asks each time. */
    MailDns(DNSService dns) {
        this(dns, Duration.ZERO);
    }

    /**
     * @param memory how long the name of a key is known to have no TXT record. James keeps what a name has; that it has nothing he keeps
     *     only where the answer says for how long, and a thousand mails with a signature whose key is gone would ask a
     *     thousand times, until name servers that limit a client's rate answer it nothing at all
     */
    MailDns(DNSService dns, Duration memory) {
        this.dns = dns;
        this.withoutTexts = CacheBuilder.newBuilder()
                .expireAfterWrite(memory)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    /** Nobody answers at the moment. */
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String name, Throwable cause) {
            super("no name server answers for " + name, cause);
        }
    }

    private interface Question<T> {
        Collection<T> ask() throws UnknownHostException, TemporaryResolutionException;
    }

    /** The TXT records of a name, each as one string. */
    List<String> texts(String name) throws NoAnswerException {
        if (withoutTexts.getIfPresent(name) != null) {
            return List.of();
        }
        List<String> texts = answers(name, () -> dns.findTXTRecords(name)).stream()
                .map(TxtData::text)
                .toList();
        if (texts.isEmpty()) {
            // James' TXT look-up hides that nobody answered; the one for MX does not.
            answers(name, () -> dns.findMXRecords(name));
            remember(name);
        }
        return texts;
    }

    /** Only names of keys: about a domain's SPF record James may say "none" when its server has failed. */
    private void remember(String name) {
        if (name.length() <= LONGEST_NAME && name.contains("._domainkey.")) {
            withoutTexts.put(name, true);
        }
    }

    /** The hosts of the MX records. James puts the name itself where there are none. */
    List<String> mailHosts(String name) throws NoAnswerException {
        return answers(name, () -> dns.findMXRecords(name)).stream()
                .map(MailDns::withoutDot)
                .toList();
    }

    List<String> ipv4(String name) throws NoAnswerException {
        return addresses(name, Inet4Address.class);
    }

    List<String> ipv6(String name) throws NoAnswerException {
        return addresses(name, Inet6Address.class);
    }

    private List<String> addresses(String name, Class<? extends InetAddress> kind) throws NoAnswerException {
        return answers(name, () -> dns.getAllByName(name)).stream()
                .filter(kind::isInstance)
                .map(InetAddress::getHostAddress)
                .toList();
    }

    /** The names of the address that a name of {@code in-addr.arpa} or {@code ip6.arpa} stands for. */
    List<String> hostNames(String reverseName) throws NoAnswerException {
        Optional<InetAddress> address = ReverseName.address(reverseName);
        if (address.isEmpty()) {
            return List.of();
        }
        // Where there is none, James gives the address itself.
        return answers(reverseName, () -> List.of(dns.getHostName(address.get()))).stream()
                .filter(name -> !name.equals(address.get().getHostAddress()))
                .map(MailDns::withoutDot)
                .toList();
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static <T> List<T> answers(String name, Question<T> question) throws NoAnswerException {
        if (Thread.currentThread().isInterrupted()) {
            throw new NoAnswerException(name, new InterruptedException());
        }
        try {
            Collection<T> answers = question.ask();
            return answers == null ? List.of() : new ArrayList<>(answers);
        } catch (UnknownHostException e) {
            return List.of();
        } catch (TemporaryResolutionException e) {
            throw new NoAnswerException(name, e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof UnknownHostException) {
                return List.of();
            }
            throw new NoAnswerException(name, e);
        }
    }
}
