package org.jamesdesk.message.report;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the recipients in a report of an unknown server: an address that stands alone on its line or begins it is one, else an
 * address in a line that speaks of a recipient or a failure, else any that is not the sender's.
 */
final class RecipientGuess {
    private static final int MAX_RECIPIENTS = 100;
    private static final int NEAR = 30;
    private static final Phrases NOT_A_RECIPIENT = Phrases.table("not-recipients.txt");
    private static final Phrases RECIPIENT = Phrases.table("recipients.txt");
    private static final Set<String> MACHINES =
            Set.of("postmaster", "mailer-daemon", "abuse", "hostmaster", "helpdesk", "noc");

    private enum Place {
        /** The line is the address, or begins with it. */
        OWN_LINE,
        /** The line says that this is a recipient, or that something failed. */
        TOLD,
        ANYWHERE,
        /** An address of the report's own header; a recipient only when a mail was sent to oneself. */
        OWN_ADDRESS
    }

    private RecipientGuess() {}

    /** The likely recipients, in order; empty when no address is named. */
    static List<Finding> in(ReportText words, Envelope envelope) {
        Map<Place, Map<String, String>> found = new EnumMap<>(Place.class);
        for (String line : words.lines()) {
            if (line.indexOf('@') >= 0) {
                look(line, envelope, found);
            }
        }
        for (Place place : Place.values()) {
            if (found.containsKey(place)) {
                return findings(found.get(place).values(), words);
            }
        }
        return List.of();
    }

    private static List<Finding> findings(Collection<String> addresses, ReportText words) {
        return addresses.stream()
                .limit(MAX_RECIPIENTS)
                .map(address -> Finding.inText(address, words.about(address)))
                .toList();
    }

    private static void look(String line, Envelope envelope, Map<Place, Map<String, String>> found) {
        List<AddressFinder.Found> addresses = AddressFinder.in(line);
        String rest = withoutAddresses(line, addresses);
        int from = 0;
        for (AddressFinder.Found each : addresses) {
            String before = Phrase.fold(line.substring(from, Math.max(from, each.start())));
            String near = before.substring(Math.max(0, before.length() - NEAR));
            from = each.end();
            String address = each.address().toLowerCase(Locale.ROOT);
            boolean machine = MACHINES.contains(address.substring(0, address.lastIndexOf('@')));
            if (!machine && !NOT_A_RECIPIENT.anyIn(near)) {
                Place place = place(line, rest, before, each);
                if (envelope.ownAddresses().contains(address)) {
                    place = place == Place.ANYWHERE ? place : Place.OWN_ADDRESS;
                    if (place == Place.ANYWHERE) {
                        continue;
                    }
                }
                found.computeIfAbsent(place, any -> new LinkedHashMap<>()).putIfAbsent(address, each.address());
            }
        }
    }

    private static String withoutAddresses(String line, List<AddressFinder.Found> addresses) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (AddressFinder.Found each : addresses) {
            rest.append(line, from, Math.max(from, each.start()));
            from = Math.max(from, each.end());
        }
        return rest.append(line.substring(from))
                .toString()
                .toLowerCase(Locale.ROOT)
                .replace("rfc822;", "")
                .replace("mailto:", "")
                .replace("smtp:", "");
    }

    private static Place place(String line, String rest, String before, AddressFinder.Found found) {
        boolean alone = rest.chars().noneMatch(Character::isLetterOrDigit);
        boolean first = before.chars().noneMatch(Character::isLetterOrDigit);
        if (alone || (first && isSetOff(line, found.end()))) {
            return Place.OWN_LINE;
        }
        return RECIPIENT.anyIn(before) || RECIPIENT.anyIn(Phrase.fold(rest)) ? Place.TOLD : Place.ANYWHERE;
    }

    /** Whether something other than a sentence follows the address. */
    private static boolean isSetOff(String line, int end) {
        return end >= line.length()
                || ":;,-(.\t>'\"".indexOf(line.charAt(end)) >= 0
                || line.startsWith("  ", end)
                || line.startsWith(" -", end)
                || line.startsWith(" :", end)
                || line.startsWith(" (", end)
                || line.startsWith(" on ", end);
    }
}
