package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.notice.AdministratorAlerts;

/**
 * Tells the trouble of a whole domain from that of its people: then nobody is blocked, those who were since it began come off
 * the blocklist again, and the administrators hear of it once.
 */
public final class DomainGuard {
    /** More than {@link BounceLimits#MOST} addresses, each of which fails a few times before it is blocked. */
    private static final int MOST_FAILURES = 1_000;

    private final DomainHealth health;
    private final Blocklist blocklist;
    private final AdministratorAlerts alerts;
    private final int limit;

    public DomainGuard(DomainHealth health, Blocklist blocklist, AdministratorAlerts alerts, BounceLimits limits) {
        this.health = health;
        this.blocklist = blocklist;
        this.alerts = alerts;
        this.limit = limits.domain();
    }

    /**
     * Notes a failure that would block its address, and says whether it must not, because the whole domain is in trouble. Doing
     * it again is harmless.
     *
     * @param at when the mail failed
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    boolean holdsBack(EmailAddress address, Instant at) {
        health.failed(address, at);
        Optional<DomainTrouble> trouble = trouble(address.domain(), at);
        trouble.ifPresent(found -> respond(found, at));
        return trouble.isPresent();
    }

    /**
     * Looks again after an address was blocked. Between the decision and the block, somebody else may have noted the failure
     * that shows the trouble, and taken everybody off the blocklist who stood there then.
     *
     * @param at when the mail failed for which the address was blocked
     * @throws org.jamesdesk.StoreUnavailableException when a store does not answer
     */
    void reconsider(EmailAddress address, Instant at) {
        trouble(address.domain(), at).ifPresent(found -> respond(found, at));
    }

    private Optional<DomainTrouble> trouble(String domain, Instant at) {
        return DomainTrouble.in(
                domain,
                health.failures(domain, at.minus(DomainHealth.REMEMBERED), MOST_FAILURES),
                health.lastDelivery(domain),
                limit);
    }

    private void respond(DomainTrouble trouble, Instant at) {
        String why = "Mail to every address of " + trouble.domain() + " has failed since " + trouble.since()
                + ": the domain is in trouble, not the address.";
        blocklist.findAll(trouble.addresses()).values().stream()
                .filter(block ->
                        block.cause() != BlockCause.MANUAL && !block.at().isBefore(trouble.since()))
                .forEach(block -> blocklist.remove(block.address(), later(block.at(), at), Block.BY_DESK, why));
        alerts.raise(
                "domain/" + trouble.domain(),
                "Mail to " + trouble.domain() + " does not arrive",
                "Mail to " + trouble.addresses().size() + " addresses of " + trouble.domain()
                        + " has failed since " + trouble.since() + ", and none arrived there since."
                        + " Nobody of them is blocked for it. Ask the domain's postmaster, or check its name in DNS;"
                        + " GET /desk/bounces shows what its servers say.\n");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
