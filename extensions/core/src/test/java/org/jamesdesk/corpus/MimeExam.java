package org.jamesdesk.corpus;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Mails of every build, broken ones among them: headers, text and attachments. */
final class MimeExam implements Exam {
    /** For each field of the corpus whether what was read (first) is what is expected (second). */
    private final Map<String, BiPredicate<Fields, Fields>> checks = checks();

    @Override
    public String name() {
        return "mime";
    }

    @Override
    public void judge(CorpusMail mail, Fields read, Sheet sheet) {
        sheet.add("read at all", !read.isEmpty(), mail);
        checks.forEach((field, check) -> {
            if (mail.expected().has(field)) {
                sheet.add(field, check.test(read, mail.expected()), mail);
            }
        });
    }

    private static Map<String, BiPredicate<Fields, Fields>> checks() {
        Map<String, BiPredicate<Fields, Fields>> checks = new LinkedHashMap<>();
        checks.put("from_address", (read, expected) -> address(read.object("from"))
                .equals(expected.textOrEmpty("from_address")));
        checks.put("to", (read, expected) -> to(read).equals(new HashSet<>(expected.texts("to"))));
        checks.put("subject", (read, expected) -> ComparableText.folded(read.textOrEmpty("subject"))
                .equals(ComparableText.folded(expected.textOrEmpty("subject"))));
        checks.put("body_contains", (read, expected) -> hasText(read, expected.texts("body_contains")));
        checks.put("mime4j_text", (read, expected) -> hasText(read, expected.texts("mime4j_text")));
        checks.put("attachment_names", (read, expected) -> attachmentNames(read)
                .equals(expected.texts("attachment_names").stream().sorted().toList()));
        return checks;
    }

    private static Set<String> to(Fields read) {
        return read.objects("to").stream().map(MimeExam::address).collect(Collectors.toSet());
    }

    private static String address(Fields mailbox) {
        return mailbox.textOrEmpty("address").toLowerCase(Locale.ROOT);
    }

    private static boolean hasText(Fields read, List<String> expected) {
        String text = ComparableText.squeezed(read.textOrEmpty("text"));
        return expected.stream().map(ComparableText::squeezed).allMatch(text::contains);
    }

    private static List<String> attachmentNames(Fields read) {
        return read.objects("attachments").stream()
                .flatMap(attachment -> attachment.text("name").stream())
                .map(ComparableText::folded)
                .sorted()
                .toList();
    }
}
