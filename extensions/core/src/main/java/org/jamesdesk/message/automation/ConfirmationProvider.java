package org.jamesdesk.message.automation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.authentication.OrganizationalDomain;
import org.jamesdesk.message.table.TableLines;

/**
 * One block of the table {@code confirmations.txt}.
 *
 * @param name the provider
 * @param senders the addresses, {@code @domain}s and {@code local@*}s that send its confirmations
 * @param signs one of which must be found
 * @param hosts where its links lead; {@code @} stands for the sender's organisation
 * @param links what path and query of its links contain, best first
 * @param codes whose group 1 is the code, best first
 */
record ConfirmationProvider(
        String name,
        List<String> senders,
        List<Pattern> signs,
        List<String> hosts,
        List<Pattern> links,
        List<Pattern> codes) {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String SENDERS_OWN = "@";
    private static final String ANY_DOMAIN = "*";

    ConfirmationProvider {
        senders = List.copyOf(senders);
        signs = List.copyOf(signs);
        hosts = List.copyOf(hosts);
        links = List.copyOf(links);
        codes = List.copyOf(codes);
    }

    /** @throws IllegalStateException when the table is broken */
    static List<ConfirmationProvider> load() {
        List<ConfirmationProvider> providers = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : TableLines.of(ConfirmationProvider.class, "confirmations.txt")) {
            if (line.startsWith("[") && !block.isEmpty()) {
                providers.add(parse(block));
                block.clear();
            }
            block.add(line.strip());
        }
        providers.add(parse(block));
        return List.copyOf(providers);
    }

    private static ConfirmationProvider parse(List<String> block) {
        String title = block.get(0);
        if (!title.startsWith("[") || !title.endsWith("]")) {
            throw new IllegalStateException("confirmations.txt: [name] expected: " + title);
        }
        List<String> senders = new ArrayList<>();
        List<Pattern> signs = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        List<Pattern> links = new ArrayList<>();
        List<Pattern> codes = new ArrayList<>();
        for (String line : block.subList(1, block.size())) {
            String[] columns = line.split("\\s+", 2);
            String value = columns.length == 2 ? columns[1] : "";
            switch (columns[0]) {
                case "from" -> senders.addAll(List.of(value.split("\\s+")));
                case "sign" -> signs.add(pattern(value));
                case "host" -> hosts.addAll(List.of(value.split("\\s+")));
                case "link" -> links.add(pattern(value));
                case "code" -> codes.add(pattern(value));
                default -> throw new IllegalStateException("confirmations.txt: unknown key: " + line);
            }
        }
        if (senders.isEmpty() || signs.isEmpty() || hosts.isEmpty()) {
            throw new IllegalStateException("confirmations.txt: from, sign and host expected: " + title);
        }
        return new ConfirmationProvider(title.substring(1, title.length() - 1), senders, signs, hosts, links, codes);
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, FLAGS);
        } catch (PatternSyntaxException e) {
            throw new IllegalStateException("confirmations.txt: " + e.getMessage(), e);
        }
    }

    /** Whether this provider sends its confirmations from that address. */
    boolean sendsFrom(EmailAddress address) {
        String key = address.key();
        String domain = address.domain();
        return senders.stream().anyMatch(sender -> {
            if (sender.startsWith("@")) {
                return isWithin(domain, sender.substring(1));
            }
            if (sender.endsWith(ANY_DOMAIN)) {
                return key.startsWith(sender.substring(0, sender.length() - ANY_DOMAIN.length()));
            }
            return key.equals(sender);
        });
    }

    /** Whether a text, without accents, is one of a confirmation. */
    boolean says(String text) {
        return signs.stream().anyMatch(sign -> sign.matcher(text).find());
    }

    /** The link that confirms, among the links of a mail: of the provider's own, the first that fits best. */
    Optional<URI> link(List<URI> candidates, EmailAddress sender) {
        for (Pattern wanted : links) {
            for (URI candidate : candidates) {
                if (leadsHome(candidate, sender)
                        && wanted.matcher(pathAndQuery(candidate)).find()) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** The code that confirms, in texts without accents: the first that fits best. */
    Optional<String> code(List<String> texts) {
        for (Pattern wanted : codes) {
            for (String text : texts) {
                Matcher matcher = wanted.matcher(text);
                if (matcher.find()) {
                    return Optional.of(matcher.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private boolean leadsHome(URI link, EmailAddress sender) {
        String host = link.getHost().toLowerCase(Locale.ROOT);
        return hosts.stream()
                .anyMatch(home -> home.equals(SENDERS_OWN)
                        ? OrganizationalDomain.same(host, sender.domain())
                        : isWithin(host, home));
    }

    private static String pathAndQuery(URI link) {
        String path = link.getRawPath() == null ? "" : link.getRawPath();
        String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
        String fragment = link.getRawFragment() == null ? "" : "#" + link.getRawFragment();
        return path + query + fragment;
    }

    private static boolean isWithin(String domain, String home) {
        return domain.equals(home) || domain.endsWith("." + home);
    }
}
