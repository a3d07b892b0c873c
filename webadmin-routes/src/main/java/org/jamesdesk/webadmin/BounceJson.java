package org.jamesdesk.webadmin;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.bounce.Bounce;

/** A bounce as the API shows it. */
record BounceJson(
        String id,
        Instant at,
        String address,
        long ticket,
        String delivery,
        String purpose,
        String department,
        String source,
        String kind,
        String reason,
        Optional<Integer> smtpCode,
        Optional<String> enhancedStatus,
        String diagnostic,
        String effect) {
    static BounceJson of(Bounce bounce) {
        return new BounceJson(
                bounce.id().value(),
                bounce.at(),
                bounce.address().asString(),
                bounce.ticket().value(),
                bounce.delivery().value(),
                bounce.purpose().apiName(),
                bounce.department().value(),
                bounce.source().apiName(),
                bounce.hardness().apiName(),
                bounce.reason().apiName(),
                bounce.smtpCode(),
                bounce.enhancedStatus(),
                bounce.diagnostic(),
                bounce.effect().apiName());
    }
}
