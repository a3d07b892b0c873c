package org.jamesdesk.corpus;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The new text of replies: nothing of it lost, nothing quoted left. */
final class ReplyExam implements Exam {
    private static final Set<String> NOT_JUDGED = Set.of("policy", "questionable");

    @Override
    public String name() {
        return "replies";
    }

    @Override
    public void judge(CorpusMail mail, Fields read, Sheet sheet) {
        if (mail.tags().stream().anyMatch(NOT_JUDGED::contains)) {
            return;
        }
        Optional<String> newText = read.has("newText") ? Optional.of(read.textOrEmpty("newText")) : Optional.empty();
        Optional<String> squeezed = newText.map(ComparableText::squeezed);
        List<String> exact = squeezed(mail, "visible_texts");
        if (!exact.isEmpty()) {
            sheet.add("new text exact", squeezed.filter(exact::contains).isPresent());
        }
        boolean kept = squeezed.filter(
                        text -> squeezed(mail, "must_contain").stream().allMatch(text::contains))
                .isPresent();
        boolean clean = newText.map(ReplyExam::squeezedLines)
                .filter(lines -> squeezed(mail, "must_not_contain").stream().noneMatch(lines::contains))
                .isPresent();
        sheet.add("no new text lost", kept, mail);
        sheet.add("no quoted text left", clean, mail);
        sheet.add("clean (both)", kept && clean);
        sheet.add("  " + mail.id().split("-", 2)[0], kept && clean);
    }

    private static List<String> squeezed(CorpusMail mail, String field) {
        return mail.expected().texts(field).stream()
                .map(ComparableText::squeezed)
                .toList();
    }

    private static Set<String> squeezedLines(String text) {
        return Stream.of(text.split("\n", -1)).map(ComparableText::squeezed).collect(Collectors.toSet());
    }
}
