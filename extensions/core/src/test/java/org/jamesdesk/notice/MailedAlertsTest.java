package org.jamesdesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.work.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailedAlertsTest {
    private static final String KEY = "sender/sales/ana@zylker.example";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private final List<Work> signalled = new ArrayList<>();
    private final MailedAlerts alerts = alerts(desk.notices());

    private MailedAlerts alerts(NoticeStore store) {
        return new MailedAlerts(
                List.of(EmailAddress.parse("one@zylker.example"), EmailAddress.parse("two@zylker.example")),
                new Notices(store, configurations, signalled::addAll, clock),
                desk.work());
    }

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private Notice notice(int number) {
        return desk.notices().find(new NoticeId(signalled.get(number).key())).orElseThrow();
    }

    private ReadMessage mail(int number) {
        return new MessageReader().read(desk.notices().raw(notice(number).id()).orElseThrow());
    }

    @Test
    void shouldMailEveryAdministrator() {
        alerts.raise(KEY, "ana@zylker.example cannot send", "535: <wrong> password");

        assertThat(signalled).hasSize(2);
        assertThat(notice(0).recipient().asString()).isEqualTo("one@zylker.example");
        assertThat(notice(1).recipient().asString()).isEqualTo("two@zylker.example");
        assertThat(notice(0).envelopeSender().map(EmailAddress::asString)).contains("support@desk.example");
        assertThat(mail(0).subject()).isEqualTo("ana@zylker.example cannot send");
        assertThat(mail(0).automatic()).isTrue();
        assertThat(mail(0).text())
                .contains("535: <wrong> password")
                .contains("O help desk precisa", "The help desk needs", "El help desk necesita");
    }

    @Test
    void shouldBeQuietForAnHourAboutTheSame() {
        alerts.raise(KEY, "a", "b");
        clock.advance(Duration.ofMinutes(59));
        alerts.raise(KEY, "a", "b");
        alerts.raise("sender/sales/bob@zylker.example", "a", "b");
        assertThat(signalled).hasSize(4);

        clock.advance(Duration.ofMinutes(2));
        alerts.raise(KEY, "a", "b");

        assertThat(signalled).hasSize(6).extracting(Work::key).doesNotHaveDuplicates();
    }

    @Test
    void shouldNotMakeTheTroubleWorseWhenTheStoreIsAway() {
        NoticeStore away = new NoticeStore() {
            @Override
            public void queue(Notice notice, RawMessage raw) {
                throw new StoreUnavailableException("Cassandra", new IllegalStateException("away"));
            }

            @Override
            public Optional<Notice> find(NoticeId id) {
                return Optional.empty();
            }

            @Override
            public Optional<RawMessage> raw(NoticeId id) {
                return Optional.empty();
            }

            @Override
            public void record(NoticeId id, int number, Attempt attempt) {
                throw new AssertionError("nothing was queued");
            }
        };

        assertThatCode(() -> alerts(away).raise(KEY, "a", "b")).doesNotThrowAnyException();
    }
}
