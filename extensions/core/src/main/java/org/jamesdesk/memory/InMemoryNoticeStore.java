package org.jamesdesk.memory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.notice.Notice;
import org.jamesdesk.notice.NoticeId;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.work.WorkStore;

/** Notices in memory; they never end. */
public final class InMemoryNoticeStore implements NoticeStore {
    private final WorkStore work;
    private final ConcurrentMap<NoticeId, Kept> notices = new ConcurrentHashMap<>();

    /** @param work where the first attempt is scheduled */
    public InMemoryNoticeStore(WorkStore work) {
        this.work = work;
    }

    @Override
    public void queue(Notice notice, RawMessage raw) {
        notices.putIfAbsent(notice.id(), new Kept(notice, raw));
        work.schedule(List.of(notice.work(notice.queuedAt())));
    }

    @Override
    public Optional<Notice> find(NoticeId id) {
        return Optional.ofNullable(notices.get(id)).map(Kept::notice);
    }

    @Override
    public Optional<RawMessage> raw(NoticeId id) {
        return Optional.ofNullable(notices.get(id)).map(Kept::raw);
    }

    @Override
    public void record(NoticeId id, int number, Attempt attempt) {
        notices.computeIfPresent(id, (any, kept) -> kept.after(number, attempt));
    }

    private record Kept(Notice notice, RawMessage raw) {
        Kept after(int number, Attempt attempt) {
            return new Kept(
                    new Notice(
                            notice.id(),
                            notice.about(),
                            notice.envelopeSender(),
                            notice.recipient(),
                            notice.queuedAt(),
                            number,
                            Optional.of(attempt)),
                    raw);
        }
    }
}
