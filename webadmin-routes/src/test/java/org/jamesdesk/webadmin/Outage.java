package org.jamesdesk.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.ticket.ConversationId;
import org.jamesdesk.ticket.TicketStore;

/** Stores as they are while their engine is down. */
final class Outage {
    private Outage() {}

    static TicketStore ticketStore() {
        return down(TicketStore.class, "Cassandra");
    }

    static TicketIndex ticketIndex() {
        return down(TicketIndex.class, "OpenSearch");
    }

    /** Everything is there, but mails end in the middle. */
    static TicketStore breakingIn(TicketStore store) {
        return (TicketStore) Proxy.newProxyInstance(
                Outage.class.getClassLoader(), new Class<?>[] {TicketStore.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("raw")) {
                        return method.invoke(store, arguments);
                    }
                    return store.raw((ConversationId) arguments[0]).map(Outage::broken);
                });
    }

    /** Everything is there, but mails cannot be opened. */
    static TicketStore lockedMails(TicketStore store) {
        return (TicketStore) Proxy.newProxyInstance(
                Outage.class.getClassLoader(), new Class<?>[] {TicketStore.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("raw")) {
                        return method.invoke(store, arguments);
                    }
                    return store.raw((ConversationId) arguments[0]).map(Outage::locked);
                });
    }

    /** Everything is there, but the list ends before its second page. */
    static Blocklist breakingAfterAPage(Blocklist blocklist) {
        return (Blocklist) Proxy.newProxyInstance(
                Outage.class.getClassLoader(), new Class<?>[] {Blocklist.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("list") && ((Optional<?>) arguments[0]).isPresent()) {
                        throw new StoreUnavailableException("Cassandra", new ConnectException("connection refused"));
                    }
                    return method.invoke(blocklist, arguments);
                });
    }

    private static <T> T down(Class<T> port, String engine) {
        return port.cast(Proxy.newProxyInstance(
                Outage.class.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    throw new StoreUnavailableException(engine, new ConnectException("connection refused"));
                }));
    }

    private static RawMessage locked(RawMessage raw) {
        return new RawMessage() {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("no chunk could be read");
            }

            @Override
            public long size() {
                return raw.size();
            }
        };
    }

    private static RawMessage broken(RawMessage raw) {
        return new RawMessage() {
            @Override
            public InputStream open() throws IOException {
                InputStream whole = raw.open();
                return new InputStream() {
                    private long left = raw.size() / 2;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("the second half is unreadable");
                        }
                        return whole.read();
                    }
                };
            }

            @Override
            public long size() {
                return raw.size();
            }
        };
    }
}
