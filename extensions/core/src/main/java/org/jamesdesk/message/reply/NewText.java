package org.jamesdesk.message.reply;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.message.forward.ForwardedMail;
import org.jamesdesk.message.forward.SubjectPrefix;
import org.jamesdesk.message.forward.SubjectPrefix.Meaning;
import org.jamesdesk.message.mime.HeaderText;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.MailContent;
import org.jamesdesk.message.mime.MailContent.TextBody;
import org.jamesdesk.message.reply.Quotations.Kind;
import org.jamesdesk.message.reply.Quotations.Run;

/**
 * Tells what a mail adds from what it repeats: the quoted mail below or above, the signature. Quoted lines that are answered
 * one by one stay, because the answers mean nothing without them. A mail that is passed on is meant to be read and stays
 * whole. The mail as it is stored is never cut; this is a view.
 */
public final class NewText {
    /** A line costs memory whatever its length. Nobody answers in more lines than these. */
    private static final int MAX_LINES = 50_000;

    private NewText() {}

    /** The text that is new in this mail; all of it when in doubt, because to lose words is worse than to repeat some. */
    public static String of(MailContent content) {
        String all = content.text();
        if (content.reportType().isPresent() || hasTooManyLines(all)) {
            return all;
        }
        String subject =
                content.headers().first("subject").map(HeaderText::unstructured).orElse("");
        List<Line> lines = Attributions.known().onLinesOfTheirOwn(PgpArmor.remove(Line.linesOf(marked(content))));
        List<Run> runs = Quotations.in(lines, () -> ForwardedMail.in(content).isPresent());
        boolean quotes = runs.stream().anyMatch(NewText::isOld);
        if (!quotes && !isReply(content.headers(), subject)) {
            return all;
        }
        String found = text(lines, runs);
        return found.isBlank() ? all : found;
    }

    private static boolean hasTooManyLines(String text) {
        int lines = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (++lines > MAX_LINES) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReply(Headers headers, String subject) {
        return headers.has("in-reply-to")
                || headers.has("references")
                || SubjectPrefix.of(subject).meaning(Set.of()) == Meaning.ANSWER;
    }

    private static String marked(MailContent content) {
        return content.bodies().stream().map(NewText::marked).collect(Collectors.joining("\n"));
    }

    private static String marked(TextBody body) {
        return body.fromHtml()
                ? body.html().map(MarkedHtml::text).orElse(body.text())
                : MarkedHtml.withoutMarks(body.text());
    }

    private static String text(List<Line> lines, List<Run> runs) {
        BitSet gone = new BitSet();
        for (Run run : runs) {
            if (run.kind() == Kind.TEXT) {
                gone.or(Signatures.known().in(lines, run.from(), run.to()));
            }
        }
        List<Run> kept = withoutOld(lines, runs, gone);
        List<String> text = new ArrayList<>();
        for (Run run : kept) {
            for (int i = run.content(); i < run.to(); i++) {
                if (!gone.get(i) && lines.get(i).mark() == Line.Mark.NONE) {
                    text.add(lines.get(i).text());
                }
            }
        }
        return String.join("\n", text).strip();
    }

    private static List<Run> withoutOld(List<Line> lines, List<Run> runs, BitSet gone) {
        Deque<Run> kept = new ArrayDeque<>(runs.stream()
                .filter(run -> run.kind() != Kind.TEXT || hasText(lines, run, gone))
                .toList());
        boolean introduced = false;
        while (!kept.isEmpty()
                && isOld(kept.getLast())
                && (!introduced || kept.getLast().introduced())) {
            introduced |= kept.removeLast().introduced();
        }
        // One quotation with words around it: the mail that is answered. Several: answers between the lines.
        boolean answersBetween =
                runs.stream().filter(run -> run.kind() == Kind.QUOTE).count() > 1;
        return kept.stream()
                .filter(run -> run.kind() != Kind.QUOTE || answersBetween || !run.introduced())
                .toList();
    }

    private static boolean isOld(Run run) {
        return run.kind() == Kind.QUOTE || run.kind() == Kind.REST;
    }

    private static boolean hasText(List<Line> lines, Run run, BitSet gone) {
        for (int i = run.from(); i < run.to(); i++) {
            if (!gone.get(i) && !lines.get(i).isBlank()) {
                return true;
            }
        }
        return false;
    }
}
