package org.jamesdesk.corpus;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Delivery reports of all servers, and mails that only look like one. */
final class BounceExam implements Exam {
    private static final String DELAY = "deliveryDelay";
    private static final Set<String> REPORTS = Set.of("deliveryFailure", DELAY);

    @Override
    public String name() {
        return "bounces";
    }

    @Override
    public void judge(CorpusMail mail, Fields read, Sheet sheet) {
        String wanted = mail.expected().requiredText("kind");
        boolean isReport = wanted.equals("bounce") || wanted.equals("delay");
        boolean taken = REPORTS.contains(read.textOrEmpty("kind"));
        if (isReport) {
            sheet.add("delivery report detected", taken, mail);
            sheet.add(mail.tags().contains("rfc3464") ? "  RFC 3464" : "  non-standard", taken);
            judgeReport(mail, read, sheet);
        } else if (!mail.expected().texts("kind_alt").contains("bounce")) {
            sheet.add("not a bounce, and not taken for one", !taken, mail);
            sheet.add("  " + wanted, !taken);
        }
    }

    private static void judgeReport(CorpusMail mail, Fields read, Sheet sheet) {
        Fields wanted = mail.expected();
        List<Fields> reports = read.objects("deliveryReports");
        if (!wanted.texts("recipients").isEmpty()) {
            sheet.add("recipients exact", areExact(recipients(reports), spellings(wanted)), mail);
        }
        if (wanted.requiredText("kind").equals("delay")) {
            sheet.add("delay told from failure", read.textOrEmpty("kind").equals(DELAY), mail);
        }
        wanted.text("strict")
                .ifPresent(strict -> sheet.add(
                        "hard or soft, where all sources agree",
                        hard(reports).equals(Optional.of(strict.equals("hard"))),
                        mail));
        wanted.flag("hard")
                .ifPresent(dead -> sheet.add(
                        "address dead, as the corpus judges",
                        reports.stream().anyMatch(report -> report.requiredFlag("addressDead")) == dead,
                        mail));
    }

    private static Optional<Boolean> hard(List<Fields> reports) {
        return reports.isEmpty()
                ? Optional.empty()
                : Optional.of(reports.stream()
                        .anyMatch(report -> report.textOrEmpty("hardness").equals("hard")));
    }

    private static Set<String> recipients(List<Fields> reports) {
        return reports.stream()
                .map(report -> report.textOrEmpty("recipient").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** For each recipient the addresses by which a report may name it: a server may have rewritten it. */
    private static Map<String, Set<String>> spellings(Fields wanted) {
        Map<String, Set<String>> spellings = new TreeMap<>();
        for (Fields record : wanted.objects("records")) {
            record.text("recipient").ifPresent(recipient -> {
                Set<String> same = spellings.computeIfAbsent(recipient, key -> new HashSet<>(Set.of(key)));
                record.texts("recipient_alt").forEach(other -> same.add(other.toLowerCase(Locale.ROOT)));
            });
        }
        return spellings;
    }

    private static boolean areExact(Set<String> named, Map<String, Set<String>> spellings) {
        Set<String> allowed = spellings.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        return allowed.containsAll(named)
                && spellings.values().stream().allMatch(same -> same.stream().anyMatch(named::contains));
    }
}
