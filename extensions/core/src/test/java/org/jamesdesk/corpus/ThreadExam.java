package org.jamesdesk.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.replay.Replay;
import org.jamesdesk.replay.ReplaySettings;
import org.jamesdesk.threading.ThreadingSettings;

/** Which mails belong to one ticket: each set of mails is run through an empty desk of its own. */
final class ThreadExam {
    /** Stands in a subject for the number of a ticket that only the desk knows. */
    private static final String TICKET = "{{TICKET}}";

    private static final ReplaySettings BY_NUMBER =
            new ReplaySettings(ReplaySettings.DEFAULT.supportAddresses(), Set.of(), new ThreadingSettings(false, true));

    /** The scores of all sets, by name. */
    List<ThreadScore> judge(List<CorpusMail> mails) {
        Map<String, List<CorpusMail>> sets = mails.stream()
                .collect(Collectors.groupingBy(
                        mail -> mail.expected().requiredText("set"), TreeMap::new, Collectors.toList()));
        return sets.entrySet().stream()
                .map(set -> judge(set.getKey(), set.getValue()))
                .toList();
    }

    private static ThreadScore judge(String set, List<CorpusMail> mails) {
        Map<String, String> tickets = replay(mails, set.contains("token") ? BY_NUMBER : ReplaySettings.DEFAULT);
        Function<CorpusMail, String> thread = mail -> mail.expected().requiredText("thread");
        Function<CorpusMail, String> ticket = mail -> tickets.getOrDefault(mail.id(), "lost " + mail.id());

        Set<Set<CorpusMail>> given = groups(mails, ticket);
        Score exact = Score.NONE;
        for (Set<CorpusMail> together : groups(mails, thread)) {
            exact = exact.plus(given.contains(together));
        }

        Score recall = Score.NONE;
        int wrongJoins = 0;
        for (int i = 0; i < mails.size(); i++) {
            for (CorpusMail other : mails.subList(0, i)) {
                boolean joined = ticket.apply(mails.get(i)).equals(ticket.apply(other));
                if (thread.apply(mails.get(i)).equals(thread.apply(other))) {
                    recall = recall.plus(joined);
                } else if (joined) {
                    wrongJoins++;
                }
            }
        }
        return new ThreadScore(set, mails.size(), exact, recall, wrongJoins);
    }

    private static Set<Set<CorpusMail>> groups(List<CorpusMail> mails, Function<CorpusMail, String> by) {
        return Set.copyOf(mails.stream()
                .collect(Collectors.groupingBy(by, Collectors.toSet()))
                .values());
    }

    /** The ticket of each mail that the desk could take. */
    private static Map<String, String> replay(List<CorpusMail> mails, ReplaySettings settings) {
        Replay replay = new Replay(settings);
        Map<String, String> tickets = new HashMap<>();
        mails.stream()
                .sorted(Comparator.comparingInt(mail -> mail.expected().requiredNumber("order")))
                .forEach(mail -> Attempt.at(() -> replay.take(raw(mail, tickets)))
                        .ifPresent(
                                result -> tickets.put(mail.id(), result.ticket().toString())));
        return tickets;
    }

    private static RawMessage raw(CorpusMail mail, Map<String, String> tickets) {
        Optional<String> number = mail.expected().text("token_of").map(tickets::get);
        return RawMessage.of(
                number.map(known -> withTicket(mail.bytes(), known)).orElseGet(mail::bytes));
    }

    /** Latin-1 keeps every byte as it is. */
    private static byte[] withTicket(byte[] mail, String number) {
        return new String(mail, StandardCharsets.ISO_8859_1)
                .replace(TICKET, number)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
