package org.jamesdesk.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jamesdesk.address.AddressSnapshot;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.work.WorkSignal;

/**
 * Sends mails that belong to no ticket. They come from the default support address of the desk, in From and in the
 * envelope: an answer, and a bounce that comes later, becomes a ticket that people see. Only reports of failures come from
 * the null sender: nobody is told that one of them failed (RFC 5321 section 6.1).
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
        queue(
                Notice.queued(id, about, Optional.of(from.address()), recipient, now),
                letter.mail(id, from, recipient, now));
    }

    /**
     * Sends a report of a failure, from the null sender; once for each occasion.
     *
     * @param id names its occasion
     * @param about what it is about, for the log
     * @param mail writes the mail that comes from the given address; asked only when it was not sent yet
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer
     */
    public void report(NoticeId id, String about, EmailAddress recipient, Function<Mailbox, RawMessage> mail) {
        if (store.find(id).isEmpty()) {
            queue(Notice.queued(id, about, Optional.empty(), recipient, clock.instant()), mail.apply(sender()));
        }
    }

    private void queue(Notice notice, RawMessage mail) {
        store.queue(notice, mail);
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
