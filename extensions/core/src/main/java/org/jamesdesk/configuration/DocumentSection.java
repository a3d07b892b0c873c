package org.jamesdesk.configuration;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * One kind of value in the document in which a desk is written out and read in again ({@link ConfigurationDocument}).
 *
 * @param name its key in the document, a plural
 * @param kind the kind; its values stand in the document field by field as they are kept
 * @param shown what goes out of a value: without what only holds on this desk, such as whether somebody proved something
 * @param taken what comes in, checked as the single route checks it
 * @param <T> the kind's record
 */
public record DocumentSection<T>(String name, Kind<T> kind, UnaryOperator<T> shown, Taken<T> taken) {
    public DocumentSection {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(shown, "shown");
        Objects.requireNonNull(taken, "taken");
    }

    /** Checks a value that comes in and completes it with what only holds on this desk. */
    @FunctionalInterface
    public interface Taken<T> {
        /**
         * The value to keep.
         *
         * @param given as it stands in the document
         * @param before the desk before anything of the document was taken
         * @throws ChangeRefusedException naming the field and the rule
         * @throws IllegalArgumentException as well
         */
        T value(T given, ConfigurationView before);
    }

    /** A kind that goes out as it is kept and is only checked when it comes in. */
    public static <T> DocumentSection<T> of(String name, Kind<T> kind, UnaryOperator<T> checked) {
        return new DocumentSection<>(name, kind, value -> value, (given, before) -> checked.apply(given));
    }
}
