package org.jamesdesk.bounce;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.DomainHealth.Failure;

/**
 * Every mail to a domain fails: what is wrong is the domain, not its hundreds of people.
 *
 * @param domain in lower case
 * @param addresses those that failed since a mail last arrived there
 * @param since when the first of them failed
 */
record DomainTrouble(String domain, Set<EmailAddress> addresses, Instant since) {
    DomainTrouble {
        addresses = Set.copyOf(addresses);
    }

    /**
     * Whether a domain is in trouble at this moment.
     *
     * @param failures of the domain, of the last day
     * @param lastDelivery when a mail last arrived there; failures until then do not count
     * @param limit how many different addresses make it one
     */
    static Optional<DomainTrouble> in(
            String domain, List<Failure> failures, Optional<Instant> lastDelivery, int limit) {
        List<Failure> counting = failures.stream()
                .filter(failure -> lastDelivery.map(failure.at()::isAfter).orElse(true))
                .toList();
        Set<EmailAddress> addresses = counting.stream().map(Failure::address).collect(Collectors.toSet());
        return addresses.size() < limit
                ? Optional.empty()
                : counting.stream()
                        .map(Failure::at)
                        .min(Instant::compareTo)
                        .map(first -> new DomainTrouble(domain, addresses, first));
    }
}
