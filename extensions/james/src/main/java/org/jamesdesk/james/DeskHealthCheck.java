package org.jamesdesk.james;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A health check that asks something that may block: away from the thread that asks for health, and never longer than
 * {@link #TIMEOUT}. What it answers is public, so it says what is wrong and never where or why in detail.
 */
abstract class DeskHealthCheck implements HealthCheck {
    /** How long an answer may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(DeskHealthCheck.class);

    private final ComponentName name;

    DeskHealthCheck(String name) {
        this.name = new ComponentName(name);
    }

    @Override
    public final ComponentName componentName() {
        return name;
    }

    @Override
    public final Publisher<Result> check() {
        Callable<Result> question = this::ask;
        return Mono.fromCallable(question)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(TIMEOUT)
                .onErrorResume(error -> {
                    LOGGER.debug("{} got no answer", name.getName(), error);
                    return Mono.just(noAnswer());
                });
    }

    /** The health; may block, may throw. */
    abstract Result ask();

    /** The health when {@link #ask} threw or took too long. */
    abstract Result noAnswer();
}
