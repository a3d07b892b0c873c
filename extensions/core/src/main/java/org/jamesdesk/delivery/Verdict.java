package org.jamesdesk.delivery;

import java.util.Objects;
import org.jamesdesk.message.report.BounceReason;
import org.jamesdesk.message.report.Hardness;

/**
 * What a failure means (R93–R95).
 *
 * @param hardness whether it is permanent
 * @param reason why
 * @param addressDead whether the address itself is at fault
 */
public record Verdict(Hardness hardness, BounceReason reason, boolean addressDead) {
    public Verdict {
        Objects.requireNonNull(hardness, "hardness");
        Objects.requireNonNull(reason, "reason");
    }
}
