package org.jamesdesk.bounce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.BounceStore.Of;
import org.jamesdesk.deliverability.DeliveryResult;
import org.jamesdesk.deliverability.DeliveryResults;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.jamesdesk.ticket.TicketEvent;
import org.jamesdesk.ticket.TicketHistory;
import org.jamesdesk.ticket.TicketNumber;

/** Outcomes over the stores of a desk in memory, with what they left there. */
final class OutcomesDesk {
    static final Instant MORNING = Instant.parse("2026-11-20T06:00:00Z");

    final Clock clock = new SettableClock(Instant.parse("2026-11-21T06:00:00Z"));
    final InMemoryDesk desk = new InMemoryDesk(clock);
    final List<String> alerts = new ArrayList<>();

    Outcomes outcomes() {
        return outcomes(new Unreliable(0, Unreliable.Failing.BEFORE));
    }

    Outcomes outcomes(StoreAccess stores) {
        BounceLimits limits = new BounceLimits(5, 4);
        Blocklist blocklist = stores.store(Blocklist.class, desk.blocklist());
        DomainHealth health = stores.store(DomainHealth.class, desk.domainHealth());
        return new Outcomes(
                stores.store(BounceStore.class, desk.bounces()),
                stores.store(SignsOfLife.class, desk.signsOfLife()),
                health,
                new DomainGuard(health, blocklist, (key, subject, text) -> alerts.add(key), limits),
                blocklist,
                stores.store(DeliveryResults.class, desk.deliveryResults()),
                stores.store(TicketHistory.class, desk.ticketHistory()),
                limits);
    }

    Optional<Block> block(String address) {
        return desk.blocklist().find(EmailAddress.parse(address));
    }

    /** What the bounces of an address did, oldest first. */
    List<BounceEffect> effects(String address) {
        List<BounceEffect> effects =
                new ArrayList<>(bounces(address).stream().map(Bounce::effect).toList());
        Collections.reverse(effects);
        return effects;
    }

    List<Bounce> bounces(String address) {
        return desk.bounces()
                .list(new Of.Address(EmailAddress.parse(address)), Instant.EPOCH, Optional.empty(), 500)
                .bounces();
    }

    List<TicketEvent> history(long ticket) {
        return desk.ticketHistory()
                .list(new TicketNumber(ticket), Optional.empty(), 500)
                .events();
    }

    List<DeliveryResult> results() {
        List<DeliveryResult> results = new ArrayList<>();
        Stream.iterate(MORNING, hour -> hour.plus(Duration.ofHours(1)))
                .limit(24)
                .forEach(hour -> desk.deliveryResults().read(hour, hour, results::add));
        return results;
    }

    /** All that is left, as text: two desks with the same are in the same state. */
    String state(List<String> addresses, List<Long> tickets) {
        List<Object> state = new ArrayList<>();
        for (String address : addresses) {
            EmailAddress parsed = EmailAddress.parse(address);
            state.add(bounces(address));
            state.add(block(address));
            state.add(desk.blocklist().history(parsed));
            state.add(desk.signsOfLife().last(parsed));
            state.add(desk.domainHealth().lastDelivery(parsed.domain()));
        }
        tickets.forEach(ticket -> state.add(history(ticket)));
        state.add(results());
        return String.join("\n", state.stream().map(Object::toString).toList());
    }
}
