package org.jamesdesk.webadmin;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import org.jamesdesk.deliverability.DayTotal;
import org.jamesdesk.deliverability.ResultKind;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.report.BounceReason;

/** Where a page of totals ended: the last of it, without its count. */
final class TotalsPosition {
    private static final String SEPARATOR = "|";
    private static final int PARTS = 5;

    private TotalsPosition() {}

    static String written(DayTotal last) {
        String text = String.join(
                SEPARATOR,
                last.day().toString(),
                last.department().value(),
                last.kind().name(),
                last.reason().map(BounceReason::name).orElse(""),
                // a domain may contain anything, so it is the last
                last.domain());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when the text is no position */
    static DayTotal parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                    .split("\\" + SEPARATOR, PARTS);
            if (parts.length == PARTS) {
                return new DayTotal(
                        LocalDate.parse(parts[0]),
                        new DepartmentId(parts[1]),
                        parts[4],
                        ResultKind.valueOf(parts[2]),
                        Optional.of(parts[3])
                                .filter(reason -> !reason.isEmpty())
                                .map(BounceReason::valueOf),
                        1);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw noPosition(e);
        }
        throw noPosition(null);
    }

    private static IllegalArgumentException noPosition(RuntimeException cause) {
        return new IllegalArgumentException("the next of a page, as it was answered, expected", cause);
    }
}
