package org.jamesdesk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.contact.ContactChoice;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.threading.ThreadingContext;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mails that are taken at the same moment, each held where the other one needs it. */
@Timeout(60)
class SimultaneousIntakeTest {
    private static final EmailAddress SUPPORT = EmailAddress.parse("support@desk.example");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T10:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);

    @BeforeEach
    void start() {
        new FirstStart(configurations).createDefaults("desk.example");
    }

    private TicketIntake intake(ClaimStore claims) {
        return new TicketIntake(
                new MessageReader(),
                desk.knownMessages(),
                claims,
                desk.tickets(),
                new TicketNumbers(desk.numberBlocks(), clock),
                new DeskTokens(SigningKey.of(new byte[SigningKey.LENGTH]), "desk.example", clock),
                ThreadingContext.withDefaults(SUPPORT::equals),
                ContactChoice.by(configurations),
                mail -> {},
                work -> {},
                clock);
    }

    private static RawMessage mail(String... lines) {
        return RawMessage.of(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
    }

    private static Thread take(TicketIntake intake, RawMessage raw, AtomicReference<IntakeResult> result) {
        Thread thread = new Thread(() -> result.set(intake.take(new IncomingMail(
                        raw,
                        Optional.of(EmailAddress.parse("a@x.example")),
                        List.of(new IntakeTarget(new DepartmentId("support"), SUPPORT, Optional.empty()))))
                .get(0)));
        thread.start();
        return thread;
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of which the header can be read at once, and the whole when a latch says so. */
    private record SlowMail(RawMessage raw, AtomicInteger readings, CountDownLatch headerRead, CountDownLatch goOn)
            implements RawMessage {
        @Override
        public InputStream open() throws IOException {
            if (readings.incrementAndGet() > 1) {
                headerRead.countDown();
                pass(goOn);
            }
            return raw.open();
        }

        @Override
        public long size() {
            return raw.size();
        }
    }

    /** Gives the answer to a first claim when a latch says so. */
    private record SlowClaims(ClaimStore claims, CountDownLatch asked, CountDownLatch goOn) implements ClaimStore {
        @Override
        public Claim claim(Claim proposed) {
            if (asked.getCount() > 0) {
                asked.countDown();
                pass(goOn);
            }
            return claims.claim(proposed);
        }

        @Override
        public Optional<Claim> find(ConversationId conversation) {
            return claims.find(conversation);
        }
    }

    @Test
    void shouldBringAnswerAndParentTogetherWhenTheAnswerCameFirstAndIsReadSlowlyR83() throws InterruptedException {
        SlowClaims claims = new SlowClaims(desk.claims(), new CountDownLatch(1), new CountDownLatch(1));
        TicketIntake intake = intake(claims);
        SlowMail answer = new SlowMail(
                mail("From: a@x.example", "Message-ID: <2@x>", "In-Reply-To: <1@x>", "", "two"),
                new AtomicInteger(),
                new CountDownLatch(1),
                new CountDownLatch(1));
        AtomicReference<IntakeResult> ofAnswer = new AtomicReference<>();
        AtomicReference<IntakeResult> ofParent = new AtomicReference<>();

        Thread takesAnswer = take(intake, answer, ofAnswer);
        pass(answer.headerRead());
        Thread takesParent = take(intake, mail("From: b@y.example", "Message-ID: <1@x>", "", "one"), ofParent);
        pass(claims.asked());
        answer.goOn().countDown();
        await().until(() -> takesAnswer.getState() == Thread.State.TIMED_WAITING || !takesAnswer.isAlive());
        claims.goOn().countDown();
        takesAnswer.join();
        takesParent.join();

        assertThat(ofParent.get().decision()).isEqualTo(IntakeResult.Decision.OPENED);
        assertThat(ofAnswer.get().decision()).isEqualTo(IntakeResult.Decision.JOINED);
        assertThat(ofAnswer.get().ticket()).isEqualTo(ofParent.get().ticket());
    }
}
