package org.jamesdesk.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.DeliveryStep;
import org.jamesdesk.delivery.Dispatch;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkHandler;
import org.jamesdesk.work.WorkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notices forward by one attempt each, on the schedule of all deliveries: lease, attempt, record, schedule the next.
 * Notices leave by this server itself, never by a sender's relay: they must arrive when that does not work.
 */
public final class NoticeWorker implements WorkHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(NoticeWorker.class);
    private static final int LEASE_SECONDS = 900;

    private final NoticeStore notices;
    private final WorkStore workStore;
    private final DeliveryStep step;
    private final RetrySchedule schedule;
    private final String node;
    private final Clock clock;

    /** @param node names this process; two processes never share a name */
    public NoticeWorker(
            NoticeStore notices,
            WorkStore workStore,
            DeliveryStep step,
            RetrySchedule schedule,
            String node,
            Clock clock) {
        this.notices = notices;
        this.workStore = workStore;
        this.step = step;
        this.schedule = schedule;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public List<Work> handle(List<Work> work) {
        List<Work> done = new ArrayList<>();
        for (Work piece : work) {
            if (bringForward(new NoticeId(piece.key()))) {
                done.add(piece);
            }
        }
        return done;
    }

    private boolean bringForward(NoticeId id) {
        String lease = "notice/" + id;
        String owner = node + "/" + Thread.currentThread().getId();
        if (!workStore.lease(lease, owner, LEASE_SECONDS)) {
            return false;
        }
        try {
            Optional<RawMessage> raw = notices.raw(id);
            notices.find(id)
                    .filter(notice -> raw.isPresent() && !notice.state().isFinal())
                    .ifPresent(notice -> attempt(notice, raw.orElseThrow()));
            return true;
        } finally {
            workStore.release(lease, owner);
        }
    }

    private void attempt(Notice notice, RawMessage raw) {
        int number = notice.attempts() + 1;
        Attempt attempt = step.attempt(
                new Dispatch(
                        "desk-notice-" + notice.id(),
                        notice.envelopeSender(),
                        Optional.empty(),
                        notice.recipient(),
                        Optional.empty()),
                raw);
        Optional<Duration> pause = schedule.after(number);
        Attempt outcome = attempt.state() == DeliveryState.WAITING && pause.isEmpty() ? attempt.givenUp() : attempt;
        notices.record(notice.id(), number, outcome);
        if (outcome.state() == DeliveryState.WAITING) {
            workStore.schedule(List.of(notice.work(clock.instant().plus(pause.orElseThrow()))));
        }
        LOGGER.info(
                "Notice {} about {} attempt {}: {} by {} ({})",
                notice.id(),
                notice.about(),
                number,
                outcome.state().apiName(),
                outcome.host().isEmpty() ? "nobody" : outcome.host(),
                outcome.smtpCode().map(String::valueOf).orElse("no answer"));
    }
}
