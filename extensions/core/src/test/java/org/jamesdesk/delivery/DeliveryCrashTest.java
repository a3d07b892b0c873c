package org.jamesdesk.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.ticket.TicketStore;
import org.jamesdesk.work.WorkStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No crash and no failure of a store loses a delivery, whichever step it comes before or after (decision 0013). */
class DeliveryCrashTest {
    /** More than a delivery takes: every step has its turn, and the last runs are those without any trouble. */
    private static final int STEPS = 20;

    private final List<DeliveryFixture> fixtures = new ArrayList<>();
    private final List<DeliveryState> answers = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int sent;

    @AfterEach
    void close() {
        fixtures.forEach(DeliveryFixture::close);
    }

    private enum Trouble {
        /** The process dies before the step. */
        DIES_BEFORE,
        /** The process dies right after the step. */
        DIES_AFTER,
        /** The store does not do the step, and works again afterwards. */
        STUMBLES_BEFORE,
        /** The store does the step and does not say so. */
        STUMBLES_AFTER;

        boolean dies() {
            return this == DIES_BEFORE || this == DIES_AFTER;
        }

        boolean isAfter() {
            return this == DIES_AFTER || this == STUMBLES_AFTER;
        }
    }

    /** Counts the calls to all parts; the trouble comes at one of them. A dead process calls nothing any more. */
    private static final class Steps {
        private final Trouble trouble;
        private final int at;
        private int calls;
        private boolean dead;

        Steps(Trouble trouble, int at) {
            this.trouble = trouble;
            this.at = at;
        }

        <T> T of(Class<T> type, T part) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        boolean isTheOne = !dead && calls++ == at;
                        dead |= isTheOne && trouble.dies() && !trouble.isAfter();
                        if (dead || isTheOne && !trouble.isAfter()) {
                            throw trouble();
                        }
                        Object result = call(part, method, arguments);
                        dead |= isTheOne && trouble.dies();
                        if (isTheOne) {
                            throw trouble();
                        }
                        return result;
                    }));
        }

        private RuntimeException trouble() {
            return trouble.dies()
                    ? new IllegalStateException("the process died")
                    : new StoreUnavailableException("The store", new IllegalStateException("no answer"));
        }

        private static Object call(Object part, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(part, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private DeliveryFixture fixture(DeliveryState... how) {
        answers.clear();
        answers.addAll(List.of(how));
        told.clear();
        sent = 0;
        DeliveryFixture fixture = new DeliveryFixture();
        fixtures.add(fixture);
        fixture.step = (dispatch, raw) -> {
            sent++;
            DeliveryState state = answers.size() > 1 ? answers.remove(0) : answers.get(0);
            return fixture.answer(state, state == DeliveryState.DELIVERED ? 250 : 451);
        };
        fixture.watches = List.of(new DeliveryWatch() {
            @Override
            public void waiting(Delivery delivery, Instant nextAttempt) {
                told.add(delivery.state().apiName());
            }

            @Override
            public void concluded(Delivery delivery) {
                told.add(delivery.state().apiName());
            }
        });
        return fixture;
    }

    /** The same desk as a process sees it that will have trouble. */
    private static DeliveryWorker troubled(DeliveryFixture fixture, Steps steps) {
        fixture.deliveries = steps.of(DeliveryStore.class, fixture.desk.deliveries());
        fixture.tickets = steps.of(TicketStore.class, fixture.desk.tickets());
        fixture.work = steps.of(WorkStore.class, fixture.desk.work());
        fixture.waiting = steps.of(WaitingDeliveries.class, fixture.desk.waitingDeliveries());
        DeliveryWatch watch = steps.of(DeliveryWatch.class, fixture.watches.get(0));
        DeliveryStep step = fixture.step;
        DeliveryStep troubledStep = steps.of(DeliveryStep.class, step);
        List<DeliveryWatch> healthyWatches = fixture.watches;
        fixture.watches = List.of(watch);
        fixture.step = steps.trouble.dies() ? troubledStep : step;
        DeliveryWorker worker = fixture.worker("node-1");
        fixture.step = step;
        fixture.watches = healthyWatches;
        fixture.deliveries = fixture.desk.deliveries();
        fixture.tickets = fixture.desk.tickets();
        fixture.work = fixture.desk.work();
        fixture.waiting = fixture.desk.waitingDeliveries();
        return worker;
    }

    /** Runs into the trouble, then goes on: the same process if it lives, another one if it died, when its lease has ended. */
    private void run(DeliveryFixture fixture, Trouble trouble, int at) {
        Steps steps = new Steps(trouble, at);
        DeliveryWorker worker = troubled(fixture, steps);
        for (int i = 0; i < 6 && !fixture.scheduled().isEmpty(); i++) {
            try {
                fixture.sweep(worker);
            } catch (IllegalStateException | StoreUnavailableException e) {
                // the work stays, and comes again
            }
            worker = steps.dead ? fixture.worker("node-2") : worker;
            fixture.clock.advance(Duration.ofMinutes(5));
        }
    }

    private static long interrupted(Delivery delivery) {
        return delivery.attempts().stream()
                .filter(entry -> entry.kind() == AttemptKind.INTERRUPTED)
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void shouldDeliverWhateverFails(Trouble trouble) {
        for (int at = 0; at < STEPS; at++) {
            DeliveryFixture fixture = fixture(DeliveryState.DELIVERED);
            Delivery delivery = fixture.queue("ana@customer.example");

            run(fixture, trouble, at);

            Delivery stored = fixture.stored(delivery);
            assertThat(stored.state()).as("step %s", at).isEqualTo(DeliveryState.DELIVERED);
            assertThat(told).as("step %s", at).contains("delivered").doesNotContain("waiting");
            assertThat(fixture.scheduled()).as("step %s", at).isEmpty();
            assertThat((long) sent)
                    .as("step %s: twice only if nobody can know about the first", at)
                    .isBetween(1L, 1 + interrupted(stored));
            if (!trouble.dies()) {
                assertThat(sent).as("step %s: a process that lives knows", at).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTryAgainAtItsTimeAndNotBeforeWhateverFails(Trouble trouble) {
        for (int at = 0; at < STEPS; at++) {
            DeliveryFixture fixture = fixture(DeliveryState.WAITING, DeliveryState.DELIVERED);
            Delivery delivery = fixture.queue("ana@customer.example");

            run(fixture, trouble, at);

            Delivery stored = fixture.stored(delivery);
            assertThat(stored.state()).as("step %s", at).isEqualTo(DeliveryState.DELIVERED);
            assertThat(stored.failures()).as("step %s", at).isLessThanOrEqualTo(1);
            assertThat(told).as("step %s", at).contains("delivered");
            if (interrupted(stored) == 0) {
                assertThat(sent).as("step %s", at).isEqualTo(2);
                assertThat(told).as("step %s", at).contains("waiting");
            }
            assertThat(fixture.scheduled()).as("step %s", at).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWaitForItsSenderWhateverFails(Trouble trouble) {
        SenderId sender = SenderId.parse("support/sales@zylker.example");
        for (int at = 0; at < STEPS; at++) {
            DeliveryFixture fixture = fixture(DeliveryState.WAITING_FOR_SENDER);
            Delivery delivery = fixture.queue("ana@customer.example", sender);

            run(fixture, trouble, at);

            assertThat(fixture.stored(delivery).state()).as("step %s", at).isEqualTo(DeliveryState.WAITING_FOR_SENDER);
            assertThat(fixture.desk.waitingDeliveries().of(sender, 10))
                    .as("step %s", at)
                    .isNotEmpty();
            assertThat(fixture.scheduled()).as("step %s", at).isEmpty();
        }
    }

    @Test
    void shouldSayThatTheServerStoppedAndAttemptAgainAtOnceWhenItDiedDuringAnAttempt() {
        DeliveryFixture fixture = fixture(DeliveryState.DELIVERED);
        Delivery delivery = fixture.queue("ana@customer.example");
        fixture.desk.deliveries().record(delivery.ticket(), delivery.id(), Attempt.begun(DeliveryFixture.START));
        assertThat(fixture.stored(delivery).state()).isEqualTo(DeliveryState.SENDING);
        fixture.clock.advance(Duration.ofMinutes(1));

        fixture.sweep(fixture.worker("node-2"));

        assertThat(fixture.stored(delivery).attempts())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.kind()).isEqualTo(AttemptKind.INTERRUPTED);
                            assertThat(first.state()).isEqualTo(DeliveryState.WAITING);
                            assertThat(first.text()).startsWith("The server stopped during this attempt");
                        },
                        second -> assertThat(second.state()).isEqualTo(DeliveryState.DELIVERED));
    }

    @Test
    void shouldRecordWhatItKnowsWhenItLostItsLeaseDuringAnAttempt() {
        DeliveryFixture fixture = fixture(DeliveryState.DELIVERED);
        Delivery delivery = fixture.queue("ana@customer.example");
        DeliveryWorker other = fixture.worker("node-2");
        DeliveryStep healthy = fixture.step;
        fixture.step = (dispatch, raw) -> {
            // a pause of the whole process, in which another node takes over
            fixture.clock.advance(Duration.ofMinutes(2));
            fixture.sweep(other);
            return healthy.attempt(dispatch, raw);
        };

        fixture.sweep(fixture.worker("node-1"));

        assertThat(fixture.stored(delivery).attempts())
                .as("what the first node knows takes the place of what the second one supposed")
                .extracting(Attempt::kind, Attempt::state)
                .containsExactly(
                        tuple(AttemptKind.ATTEMPT, DeliveryState.DELIVERED),
                        tuple(AttemptKind.ATTEMPT, DeliveryState.DELIVERED));
    }

    @Test
    void shouldBeginNothingWhenThePermitCannotBeAsked() {
        DeliveryFixture fixture = fixture(DeliveryState.DELIVERED);
        Delivery delivery = fixture.queue("ana@customer.example");
        fixture.permit = any -> {
            throw new StoreUnavailableException("The store", new IllegalStateException("no answer"));
        };
        DeliveryWorker worker = fixture.worker("node-1");

        assertThatThrownBy(() -> fixture.sweep(worker)).isInstanceOf(StoreUnavailableException.class);

        assertThat(fixture.stored(delivery).attempts()).isEmpty();
        assertThat(fixture.scheduled()).hasSize(1);
        assertThat(sent).isZero();
        fixture.permit = any -> Optional.empty();
        fixture.sweep(fixture.worker("node-1"));
        assertThat(fixture.stored(delivery).state()).isEqualTo(DeliveryState.DELIVERED);
    }
}
