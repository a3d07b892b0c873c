package org.jamesdesk.corpus;

import java.util.Optional;
import java.util.function.Supplier;

/** Runs what must not fail, but if it does fails for one mail only: the mail counts as lost. */
final class Attempt {
    private Attempt() {}

    static <T> Optional<T> at(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
