package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.james.core.healthcheck.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class DeskHealthCheckTest {
    private static final class Probe extends DeskHealthCheck {
        private final Runnable question;

        Probe(Runnable question) {
            super("probe");
            this.question = question;
        }

        @Override
        Result ask() {
            question.run();
            return Result.healthy(componentName());
        }

        @Override
        Result noAnswer() {
            return Result.unhealthy(componentName(), "no answer");
        }
    }

    private static Result checked(Runnable question) {
        return Mono.from(new Probe(question).check())
                .subscribeOn(Schedulers.parallel())
                .block(Duration.ofSeconds(30));
    }

    @Test
    void shouldBlockAwayFromTheAskingThreadWhenTheQuestionBlocks() {
        Result result = checked(() -> Mono.delay(Duration.ofMillis(10)).block());

        assertThat(result.isHealthy()).isTrue();
    }

    @Test
    void shouldHaveNoAnswerWhenTheQuestionFails() {
        Result result = checked(() -> {
            throw new IllegalStateException("10.0.0.1 refused the password hush");
        });

        assertThat(result.isUnHealthy()).isTrue();
        assertThat(result.getCause()).contains("no answer");
        assertThat(result.getError()).isEmpty();
    }

    @Test
    @Timeout(20)
    void shouldHaveNoAnswerWhenTheQuestionHangs() {
        CountDownLatch never = new CountDownLatch(1);

        Result result = checked(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(result.isUnHealthy()).isTrue();
    }
}
