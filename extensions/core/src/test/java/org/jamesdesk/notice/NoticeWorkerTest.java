package org.jamesdesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.Dispatch;
import org.jamesdesk.delivery.RetrySchedule;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.work.HeldLeases;
import org.jamesdesk.work.Work;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeWorkerTest {
    private static final NoticeId ID = NoticeId.of("verification", "sales/ana@zylker.example", "1");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final List<Attempt> answers = new ArrayList<>();
    private final List<Dispatch> dispatched = new ArrayList<>();
    private final HeldLeases leases = new HeldLeases(desk.work(), "node-1", Duration.ofMinutes(1), clock);
    private final NoticeWorker worker = new NoticeWorker(
            desk.notices(),
            desk.work(),
            leases,
            (dispatch, raw) -> {
                dispatched.add(dispatch);
                return answers.remove(0);
            },
            RetrySchedule.parse("1m,5m"),
            clock);

    @BeforeEach
    void queue() {
        desk.notices()
                .queue(
                        Notice.queued(
                                ID,
                                "sender/sales/ana@zylker.example",
                                Optional.of(EmailAddress.parse("support@desk.example")),
                                EmailAddress.parse("ana@zylker.example"),
                                clock.instant()),
                        RawMessage.of(new byte[] {'x'}));
    }

    @AfterEach
    void close() {
        leases.close();
    }

    private Attempt answer(DeliveryState state, int code) {
        return new Attempt(
                clock.instant(), "mx:25", false, Optional.of(code), Optional.empty(), "said", state, Duration.ZERO);
    }

    private List<Work> run() {
        clock.advance(Duration.ofSeconds(1));
        return worker.handle(List.of(new Work(WorkKind.NOTICE, ID.value(), clock.instant())));
    }

    private Notice stored() {
        return desk.notices().find(ID).orElseThrow();
    }

    @Test
    void shouldSendItByThisServerAndOnce() {
        answers.add(answer(DeliveryState.DELIVERED, 250));

        assertThat(run()).hasSize(1);
        assertThat(run()).hasSize(1);

        assertThat(dispatched).singleElement().satisfies(dispatch -> {
            assertThat(dispatch.envelopeSender().map(EmailAddress::asString)).contains("support@desk.example");
            assertThat(dispatch.recipient().asString()).isEqualTo("ana@zylker.example");
            assertThat(dispatch.sender()).isEmpty();
        });
        assertThat(stored().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void shouldTryAgainWhenTheAnswerIsTemporary() {
        answers.add(answer(DeliveryState.WAITING, 451));
        run();

        assertThat(stored().attempts()).isEqualTo(1);
        assertThat(desk.work().inMinute(WorkKind.NOTICE, Instant.parse("2026-11-22T10:01:00Z"), 10))
                .singleElement()
                .satisfies(work -> assertThat(work.dueAt()).isEqualTo("2026-11-22T10:01:01Z"));
    }

    @Test
    void shouldGiveUpWithTheLastAnswerWhenTheScheduleIsUsedUp() {
        for (int i = 0; i < 3; i++) {
            answers.add(answer(DeliveryState.WAITING, 451));
            run();
        }

        assertThat(stored().state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(stored().attempts()).isEqualTo(3);
        assertThat(stored().lastAttempt().orElseThrow().text())
                .startsWith("Given up")
                .endsWith("said");
    }

    @Test
    void shouldLeaveItToTheOtherNodeWhenThatHoldsTheLease() {
        desk.work().lease("notice/" + ID, "node-2/thread", 60);

        assertThat(run()).isEmpty();
        assertThat(dispatched).isEmpty();
    }

    @Test
    void shouldForgetWorkWhoseNoticeIsGone() {
        Work gone = new Work(WorkKind.NOTICE, NoticeId.of("gone").value(), clock.instant());

        assertThat(worker.handle(List.of(gone))).containsExactly(gone);
    }
}
