package org.jamesdesk.message.authentication;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.message.table.TableLines;

/**
 * The domain that an organisation registered (RFC 7489 section 3.2): the public suffix and one label more, found by the
 * public suffix list of publicsuffix.org, its private section included. The list is the resource
 * {@code public_suffix_list.dat}, unchanged; to renew it, replace that file by
 * {@code https://publicsuffix.org/list/public_suffix_list.dat}. It is a file of our own rather than Guava's built-in one
 * because the core needs no Guava and the list can be renewed without waiting for a library.
 */
public final class OrganizationalDomain {
    private static final String LIST = "public_suffix_list.dat";
    private static final int MAX_DOMAIN = 255;

    private OrganizationalDomain() {}

    // Read at the first question only: most command-line work asks none.
    private static final class Rules {
        private static final Set<String> ALL = load();
    }

    /**
     * The organisational domain of a domain, in lower case and ASCII form. A domain that is a public suffix itself, or no
     * domain name at all (an address literal), is its own organisation.
     */
    public static String of(String domain) {
        String name = ascii(domain);
        if (name.length() > MAX_DOMAIN || name.indexOf('.') < 0 || isAddress(name)) {
            return name;
        }
        // From the longest: the first rule that matches is the one with the most labels.
        int previous = -1;
        for (int start = 0; start >= 0; start = next(name, start)) {
            String suffix = name.substring(start);
            if (Rules.ALL.contains("!" + suffix)) {
                return suffix;
            }
            int dot = suffix.indexOf('.');
            boolean wildcard = dot >= 0 && Rules.ALL.contains("*" + suffix.substring(dot));
            // The rule "*" of the algorithm: an unknown top-level domain is a public suffix.
            if (wildcard || Rules.ALL.contains(suffix) || dot < 0) {
                return previous < 0 ? name : name.substring(previous);
            }
            previous = start;
        }
        return name;
    }

    /** Whether two domains belong to one organisation: relaxed alignment (RFC 7489 section 3.1). */
    public static boolean same(String one, String other) {
        return !one.isEmpty() && of(one).equals(of(other));
    }

    private static int next(String name, int start) {
        int dot = name.indexOf('.', start);
        return dot < 0 ? -1 : dot + 1;
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static String ascii(String domain) {
        String name = domain.strip().toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (name.chars().allMatch(c -> c < 0x80)) {
            return name;
        }
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // No host name: it belongs to nobody but itself.
            return name;
        }
    }

    private static Set<String> load() {
        return TableLines.of(OrganizationalDomain.class, LIST, "//").stream()
                .map(OrganizationalDomain::asciiRule)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String asciiRule(String rule) {
        if (rule.startsWith("!")) {
            return "!" + ascii(rule.substring(1));
        }
        return rule.startsWith("*.") ? "*." + ascii(rule.substring(2)) : ascii(rule);
    }
}
