package org.jamesdesk.mailets;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The domains in which the desk has addresses.
 *
 * @param names in lower case
 */
public record DeskDomains(Set<String> names) {
    public DeskDomains {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a domain, in any case, is one of them. */
    public boolean contains(String domain) {
        return names.contains(domain.toLowerCase(Locale.ROOT));
    }
}
