package org.jamesdesk.mailets.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.DNSServiceEnabled;
import org.apache.james.jspf.core.MacroExpand;
import org.apache.james.jspf.core.MacroExpandEnabled;
import org.apache.james.jspf.core.SPFCheckEnabled;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.executor.SPFResult;
import org.apache.james.jspf.executor.SynchronousSPFExecutor;
import org.apache.james.jspf.impl.DefaultTermsFactory;
import org.apache.james.jspf.impl.SPF;
import org.apache.james.jspf.parser.RFC4408SPF1Parser;
import org.apache.james.jspf.wiring.WiringServiceTable;
import org.jamesdesk.mailets.authentication.MailDns.NoAnswerException;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.message.authentication.SenderAuthentication.Spf;

/** SPF (RFC 7208) by jSPF, over James' DNS. Safe for use by many threads. */
final class SpfCheck {
    /** RFC 7208 section 3.4 hopes for 450 octets; longer ones than this are made to hinder. */
    private static final int MAX_RECORD = 4_096;

    private final SPF spf;

    SpfCheck(MailDns dns) {
        DNSService service = new Adapter(dns);
        WiringServiceTable wiring = new WiringServiceTable();
        wiring.put(DNSServiceEnabled.class, service);
        MacroExpand macros = new MacroExpand(service);
        wiring.put(MacroExpandEnabled.class, macros);
        // The asynchronous executor of jSPF fails on included records (JAMES-3920).
        spf = new SPF(
                service,
                new RFC4408SPF1Parser(new DefaultTermsFactory(wiring)),
                macros,
                new SynchronousSPFExecutor(service));
        wiring.put(SPFCheckEnabled.class, spf);
    }

    /**
     * Asks whether a host may send for a sender.
     *
     * @param address of the host that sent
     * @param sender the envelope sender, empty text for the null sender
     * @param helo what the host called itself
     */
    Spf check(String address, String sender, String helo) {
        return new Spf(result(address, sender, helo), domain(sender, helo));
    }

    private Result result(String address, String sender, String helo) {
        try {
            SPFResult result = spf.checkSPF(address, sender, helo);
            return Result.of(result.getResult()).orElse(Result.NONE);
        } catch (StackOverflowError e) {
            // The expressions with which jSPF reads a record recurse over each of its characters.
            return Result.PERMERROR;
        }
    }

    /** The domain that SPF is asked about (RFC 7208 section 2.4). */
    static String domain(String sender, String helo) {
        return sender.isEmpty() ? helo : sender.substring(sender.lastIndexOf('@') + 1);
    }

    private record Adapter(MailDns dns) implements DNSService {
        @Override
        public List<String> getRecords(DNSRequest request) throws TimeoutException {
            try {
                // jSPF sorts and shortens what it gets.
                return new ArrayList<>(records(request.getHostname(), request.getRecordType()));
            } catch (NoAnswerException e) {
                throw new TimeoutException(e.getMessage());
            }
        }

        private List<String> records(String name, int type) throws NoAnswerException {
            return switch (type) {
                case DNSRequest.TXT -> dns.texts(name).stream()
                        .filter(text -> text.length() <= MAX_RECORD)
                        .toList();
                case DNSRequest.A -> dns.ipv4(name);
                case DNSRequest.AAAA -> dns.ipv6(name);
                case DNSRequest.MX -> dns.mailHosts(name);
                case DNSRequest.PTR -> dns.hostNames(name);
                    // The record type SPF is gone since RFC 7208 section 3.1.
                default -> List.of();
            };
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            try {
                return CompletableFuture.completedFuture(getRecords(request));
            } catch (TimeoutException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public List<String> getLocalDomainNames() {
            return List.of("localhost");
        }

        @Override
        public void setTimeOut(int seconds) {
            // James' DNS has its own.
        }

        @Override
        public int getRecordLimit() {
            return 10;
        }

        @Override
        public void setRecordLimit(int limit) {
            // RFC 7208 section 4.6.4 sets it.
        }
    }
}
