package org.jamesdesk.benchmarks.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jamesdesk.benchmarks.desk.StoredMail;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;

/**
 * Compares what was acknowledged with what is there. Lists hold markers.
 *
 * @param mails how many mails were acknowledged
 * @param lost acknowledged and not there
 * @param doubled there more than once
 * @param misplaced replies in another ticket than the mail that they answer
 * @param merged opening mails in the ticket of another opening mail
 * @param mangled mails whose stored text lacks their marker or carries another's
 * @param strangers Message-IDs there that nobody sent
 */
public record Accounting(
        int mails,
        List<String> lost,
        List<String> doubled,
        List<String> misplaced,
        List<String> merged,
        List<String> mangled,
        List<String> strangers) {
    private static final int SHOWN = 5;

    public Accounting {
        lost = List.copyOf(lost);
        doubled = List.copyOf(doubled);
        misplaced = List.copyOf(misplaced);
        merged = List.copyOf(merged);
        mangled = List.copyOf(mangled);
        strangers = List.copyOf(strangers);
    }

    /**
     * @param sent each mail once, however often it was sent
     * @param stored what is there now
     */
    public static Accounting of(Collection<BenchmarkMail> sent, Collection<StoredMail> stored) {
        Map<String, BenchmarkMail> byMessageId =
                sent.stream().collect(Collectors.toMap(BenchmarkMail::messageId, mail -> mail));
        Map<String, List<StoredMail>> found = stored.stream().collect(Collectors.groupingBy(StoredMail::messageId));
        Map<String, Long> tickets = new HashMap<>();
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> mangled = new ArrayList<>();
        for (BenchmarkMail mail : sent) {
            List<StoredMail> copies = found.getOrDefault(mail.messageId(), List.of());
            if (copies.isEmpty()) {
                lost.add(mail.marker());
            } else {
                tickets.put(mail.marker(), copies.get(0).ticket());
            }
            if (copies.size() > 1) {
                doubled.add(mail.marker());
            }
            if (copies.stream().anyMatch(copy -> isMangled(mail, copy))) {
                mangled.add(mail.marker());
            }
        }
        return new Accounting(
                sent.size(),
                lost,
                doubled,
                misplaced(sent, tickets),
                merged(sent, tickets),
                mangled,
                found.keySet().stream()
                        .filter(id -> !byMessageId.containsKey(id))
                        .toList());
    }

    /** Whether everything is once where it belongs. */
    public boolean isRight() {
        return problems().isEmpty();
    }

    /** What is wrong: how many of each kind; empty when nothing is. */
    public Map<String, Integer> problems() {
        Map<String, Integer> problems = new TreeMap<>();
        all().forEach((kind, markers) -> {
            if (!markers.isEmpty()) {
                problems.put(kind, markers.size());
            }
        });
        return problems;
    }

    /** What is wrong, for people, with some examples. */
    public List<String> complaints() {
        return all().entrySet().stream()
                .filter(kind -> !kind.getValue().isEmpty())
                .map(kind -> kind.getValue().size() + " " + kind.getKey() + ", such as "
                        + kind.getValue().stream().limit(SHOWN).collect(Collectors.joining(", ")))
                .toList();
    }

    private Map<String, List<String>> all() {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("lost", lost);
        all.put("doubled", doubled);
        all.put("misplaced", misplaced);
        all.put("merged", merged);
        all.put("mangled", mangled);
        all.put("strangers", strangers);
        return all;
    }

    private static boolean isMangled(BenchmarkMail mail, StoredMail copy) {
        return !copy.markers().isEmpty() && !copy.markers().equals(List.of(mail.marker()));
    }

    private static List<String> misplaced(Collection<BenchmarkMail> sent, Map<String, Long> tickets) {
        return sent.stream()
                .filter(mail -> mail.parent().isPresent() && tickets.containsKey(mail.marker()))
                .filter(mail -> {
                    Optional<Long> parents = mail.parent().map(tickets::get).filter(Objects::nonNull);
                    return parents.filter(tickets.get(mail.marker())::equals).isEmpty();
                })
                .map(BenchmarkMail::marker)
                .toList();
    }

    private static List<String> merged(Collection<BenchmarkMail> sent, Map<String, Long> tickets) {
        Set<Long> taken = new HashSet<>();
        return sent.stream()
                .filter(mail -> mail.parent().isEmpty() && tickets.containsKey(mail.marker()))
                .map(BenchmarkMail::marker)
                .filter(marker -> !taken.add(tickets.get(marker)))
                .toList();
    }
}
