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
import org.jamesdesk.work.HeldLeases;
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

    private final NoticeStore notices;
    private final WorkStore workStore;
    private final HeldLeases leases;
    private final DeliveryStep step;
    private final RetrySchedule schedule;
    private final Clock clock;

    public NoticeWorker(
            NoticeStore notices,
            WorkStore workStore,
            HeldLeases leases,
            DeliveryStep step,
            RetrySchedule schedule,
            Clock clock) {
        this.notices = notices;
        this.workStore = workStore;
        this.leases = leases;
        this.step = step;
        this.schedule = schedule;
        this.clock = clock;
    }

    @Override
    public List<Work> handle(List<Work> work) {
        List<Work> done = new ArrayList<>();
        for (Work piece : work) {
            NoticeId id = new NoticeId(piece.key());
            if (leases.whileHolding("notice/" + id, lease -> bringForward(id)).orElse(false)) {
                done.add(piece);
            }
        }
        return done;
    }

    private boolean bringForward(NoticeId id) {
        Optional<RawMessage> raw = notices.raw(id);
        notices.find(id)
                .filter(notice -> raw.isPresent() && !notice.state().isFinal())
                .ifPresent(notice -> attempt(notice, raw.orElseThrow()));
        return true;
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
