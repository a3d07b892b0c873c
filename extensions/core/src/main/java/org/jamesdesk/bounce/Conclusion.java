package org.jamesdesk.bounce;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.Delivery;
import org.jamesdesk.delivery.DeliveryState;

/**
 * How a delivery came to its end, as its timeline says, whoever asks and how often. Only what stands after a person last had it
 * sent anew counts. The first failure is the one: what is reported after it changes nothing.
 *
 * @param state the end: delivered, bounced or blocked
 * @param entry the entry that ended it
 * @param attempts all attempts that count
 */
public record Conclusion(DeliveryState state, Attempt entry, List<Attempt> attempts) {
    private static final List<DeliveryState> STRONGEST_FIRST =
            List.of(DeliveryState.BOUNCED, DeliveryState.BLOCKED, DeliveryState.DELIVERED);

    public Conclusion {
        attempts = List.copyOf(attempts);
    }

    /** Empty: the delivery is still under way. */
    public static Optional<Conclusion> of(Delivery delivery) {
        List<Attempt> entries =
                delivery.sinceSentAnew().stream().filter(Attempt::decides).toList();
        List<Attempt> attempts = entries.stream()
                .filter(entry -> entry.kind() == AttemptKind.ATTEMPT)
                .toList();
        return STRONGEST_FIRST.stream()
                .flatMap(state -> first(entries, state).stream())
                .findFirst()
                .map(entry -> new Conclusion(entry.state(), entry, attempts));
    }

    private static Optional<Attempt> first(List<Attempt> entries, DeliveryState state) {
        return entries.stream().filter(entry -> entry.state() == state).findFirst();
    }

    /** When it was known; microsecond precision. */
    public Instant at() {
        return end(entry);
    }

    /** Whether a report told, after the mail had left. */
    public boolean isReported() {
        return entry.kind() == AttemptKind.REPORT;
    }

    /** When the first answer was known that counts: before a report came, another server had taken the mail over. */
    Instant firstAnswerAt() {
        return first(attempts, DeliveryState.DELIVERED).map(Conclusion::end).orElseGet(this::at);
    }

    private static Instant end(Attempt entry) {
        return entry.at().plus(entry.took()).truncatedTo(ChronoUnit.MICROS);
    }
}
