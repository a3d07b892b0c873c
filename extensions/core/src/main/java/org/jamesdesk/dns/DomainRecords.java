package org.jamesdesk.dns;

import java.util.List;
import org.jamesdesk.message.authentication.SenderAuthentication;

/** What name servers say about mail domains, for one check. */
public interface DomainRecords {
    /** Begins checks; all questions of one check together take a bounded time. */
    interface Source {
        /** What the name servers say from now on. */
        DomainRecords open();
    }

    /** Nobody answers at the moment; the message says about what. */
    final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        public NoAnswerException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The TXT records of a name, the strings of each put together. */
    List<String> texts(String name) throws NoAnswerException;

    /** The addresses of a host, IPv4 and IPv6. */
    List<String> addresses(String host) throws NoAnswerException;

    /** What a domain's SPF policy says of a host that sends in its name (RFC 7208 section 4). */
    SenderAuthentication.Result spf(String address, String domain) throws NoAnswerException;
}
