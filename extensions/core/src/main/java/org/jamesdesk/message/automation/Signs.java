package org.jamesdesk.message.automation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jamesdesk.message.table.TableLines;

/** The table {@code signs.txt}: the signs by which a machine's mail is told from a person's, each with its weight. */
final class Signs {
    /** From this sum of weights on a mail is automatic. */
    private static final int AUTOMATIC = 50;

    private final Map<String, List<Sign>> byField;
    private final List<Sign> wildcards;

    private Signs(List<Sign> rows) {
        byField = rows.stream()
                .filter(sign -> !sign.standsForMany())
                .collect(Collectors.collectingAndThen(Collectors.groupingBy(Sign::field), Map::copyOf));
        wildcards = rows.stream().filter(Sign::standsForMany).toList();
    }

    /** @throws IllegalStateException when the table is broken */
    static Signs load() {
        return new Signs(TableLines.of(Signs.class, "signs.txt").stream()
                .map(Sign::parse)
                .toList());
    }

    /** What the evidence amounts to. */
    Automation weigh(Evidence evidence) {
        Scales scales = new Scales(evidence);
        evidence.forEach((field, value) -> {
            for (Sign sign : byField.getOrDefault(field, List.of())) {
                scales.put(sign, value);
            }
            for (Sign sign : wildcards) {
                if (sign.standsFor(field)) {
                    scales.put(sign, value);
                }
            }
        });
        return scales.result();
    }

    private static final class Scales {
        private final Evidence evidence;
        private final Map<String, Integer> weights = new HashMap<>();
        private boolean replies;
        private boolean silence;

        Scales(Evidence evidence) {
            this.evidence = evidence;
        }

        void put(Sign sign, String value) {
            if (!sign.isFoundIn(value, evidence)) {
                return;
            }
            weights.merge(sign.name(), sign.weight(), (a, b) -> Math.abs(a) >= Math.abs(b) ? a : b);
            replies |= sign.shows() == Sign.Shows.REPLY;
            silence |= sign.shows() == Sign.Shows.SILENCE;
        }

        Automation result() {
            int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
            boolean automatic = sum >= AUTOMATIC;
            return new Automation(automatic, !automatic && !silence, automatic && replies);
        }
    }
}
