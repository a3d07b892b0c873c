package org.jamesdesk.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.work.WorkSignal;

/**
 * Sends mails that belong to no ticket. They come from the default support address of the desk, in From and in the
 * envelope: an answer, and a bounce that comes later, becomes a ticket that people see.
 */
public final class Notices {
    private final NoticeStore store;
    private final Configurations configurations;
    private final WorkSignal signal;
    private final Clock clock;

    public Notices(NoticeStore store, Configurations configurations, WorkSignal signal, Clock clock) {
        this.store = store;
        this.configurations = configurations;
        this.signal = signal;
        this.clock = clock;
    }

    /**
     * Sends a notice. When it returns, the notice is kept and will be attempted.
     *
     * @param id names its occasion
     * @param about what it is about, for the log
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer
     */
    public void send(NoticeId id, String about, EmailAddress recipient, NoticeLetter letter) {
        Instant now = clock.instant();
        Mailbox from = sender();
        Notice notice = Notice.queued(id, about, Optional.of(from.address()), recipient, now);
        store.queue(notice, letter.mail(id, from, recipient, now));
        signal.scheduled(List.of(notice.work(notice.queuedAt())));
    }

    private Mailbox sender() {
        AddressSnapshot addresses = AddressSnapshot.of(configurations.inForce());
        return addresses
                .find(addresses.defaultAddress())
                .orElseThrow(() -> new IllegalStateException("the default support address is no support address"))
                .mailbox();
    }
}
