package org.jamesdesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.work.WorkKind;
import org.junit.jupiter.api.Test;

/** What every {@link NoticeStore} does. */
public interface NoticeStoreContract {
    Instant NINE = Instant.parse("2026-03-10T09:00:00.123456Z");

    DeskStores stores();

    private static Notice notice() {
        return Notice.queued(
                NoticeId.of(UUID.randomUUID().toString()),
                "sender/sales/ana@zylker.example",
                Optional.of(EmailAddress.parse("support@desk.example")),
                EmailAddress.parse("Ana@zylker.example"),
                NINE);
    }

    private static RawMessage raw(String text) {
        return RawMessage.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Attempt attempt(DeliveryState state, Optional<Integer> code, Optional<String> enhanced) {
        return new Attempt(
                NINE.plusSeconds(3),
                "mx.zylker.example:25",
                true,
                code,
                enhanced,
                "No such user here",
                state,
                Duration.ofMillis(17));
    }

    private String stored(NoticeId id) throws IOException {
        try (InputStream in = stores().notices().raw(id).orElseThrow().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    default void shouldKeepTheNoticeAndItsMail() throws IOException {
        Notice notice = notice();

        stores().notices().queue(notice, raw("Subject: Olá\r\n\r\nx\r\n"));

        assertThat(stores().notices().find(notice.id())).contains(notice);
        assertThat(stores().notices()
                        .find(notice.id())
                        .orElseThrow()
                        .recipient()
                        .asString())
                .isEqualTo("Ana@zylker.example");
        assertThat(stored(notice.id())).isEqualTo("Subject: Olá\r\n\r\nx\r\n");
    }

    @Test
    default void shouldLeaveTheWorkOfSendingIt() {
        Notice notice = notice();

        stores().notices().queue(notice, raw("x"));

        assertThat(stores().work().inMinute(WorkKind.NOTICE, NINE.truncatedTo(ChronoUnit.MINUTES), 1_000))
                .contains(notice.work(NINE));
    }

    @Test
    default void shouldShowHowTheNewestAttemptWent() {
        Notice notice = notice();
        Attempt first = attempt(DeliveryState.WAITING, Optional.of(451), Optional.of("4.3.0"));
        Attempt second = attempt(DeliveryState.BOUNCED, Optional.empty(), Optional.empty());
        stores().notices().queue(notice, raw("x"));

        stores().notices().record(notice.id(), 1, first);
        stores().notices().record(notice.id(), 2, second);
        stores().notices().record(notice.id(), 2, second);

        Notice stands = stores().notices().find(notice.id()).orElseThrow();
        assertThat(stands.attempts()).isEqualTo(2);
        assertThat(stands.lastAttempt()).contains(second);
        assertThat(stands.state()).isEqualTo(DeliveryState.BOUNCED);
    }

    @Test
    default void shouldKeepWhatWasTriedWhenItIsQueuedAgain() {
        Notice notice = notice();
        Attempt taken = attempt(DeliveryState.DELIVERED, Optional.of(250), Optional.of("2.0.0"));
        stores().notices().queue(notice, raw("x"));
        stores().notices().record(notice.id(), 1, taken);

        stores().notices().queue(notice, raw("x"));

        assertThat(stores().notices().find(notice.id()).orElseThrow().lastAttempt())
                .contains(taken);
    }

    @Test
    default void shouldFindNothingWhenNothingWasQueued() {
        NoticeId unknown = NoticeId.of("unknown");

        assertThat(stores().notices().find(unknown)).isEmpty();
        assertThat(stores().notices().raw(unknown)).isEmpty();
    }
}
