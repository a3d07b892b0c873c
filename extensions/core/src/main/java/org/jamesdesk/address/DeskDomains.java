package org.jamesdesk.address;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The domains in which the desk may have addresses (R6).
 *
 * @param main the desk domain (R2), in lower case: of an address that is named by its local part alone
 * @param all all of them, in lower case
 */
public record DeskDomains(String main, Set<String> all) {
    public DeskDomains {
        main = main.toLowerCase(Locale.ROOT);
        all = Stream.concat(Stream.of(main), all.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One domain alone. */
    public static DeskDomains of(String main) {
        return new DeskDomains(main, Set.of());
    }

    /** Whether a domain, in any case, is one of them. */
    public boolean contains(String domain) {
        return all.contains(domain.toLowerCase(Locale.ROOT));
    }

    /** For a person, in the order of the alphabet. */
    @Override
    public String toString() {
        return String.join(", ", new TreeSet<>(all));
    }
}
