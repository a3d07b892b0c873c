package org.jamesdesk.deliverability;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.delivery.Purpose;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/** Results of deliveries for tests. */
public final class Results {
    private static final DepartmentId SALES = new DepartmentId("sales");

    private Results() {}

    /** A delivery told apart by its number. */
    public static DeliveryId delivery(long number) {
        return new DeliveryId(String.format("%032x", number));
    }

    public static DeliveryResult sent(long number, Instant at) {
        return result(at, number, ResultKind.SENT);
    }

    public static DeliveryResult bounced(long number, Instant at) {
        return result(at, number, ResultKind.BOUNCED);
    }

    public static DeliveryResult blocked(long number, Instant at) {
        return result(at, number, ResultKind.BLOCKED);
    }

    private static DeliveryResult result(Instant at, long number, ResultKind kind) {
        return new DeliveryResult(
                at,
                delivery(number),
                kind,
                Purpose.NOTIFICATION,
                SALES,
                "customer.example",
                kind == ResultKind.BOUNCED ? Optional.of(BounceReason.NO_SUCH_ADDRESS) : Optional.empty());
    }
}
