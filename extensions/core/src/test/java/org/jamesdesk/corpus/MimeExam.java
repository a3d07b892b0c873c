package org.jamesdesk.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.Attachment;

/** Mails of every build, broken ones among them: headers, text and attachments. */
final class MimeExam implements Exam {
    @Override
    public String name() {
        return "mime";
    }

    @Override
    public void judge(CorpusMail mail, Optional<ReadMessage> read, Sheet sheet) {
        sheet.add("read at all", read.isPresent(), mail);
        Expected wanted = mail.expected();
        if (wanted.tells("from_address")) {
            boolean right = from(read).equals(wanted.text("from_address").orElse(""));
            sheet.add("from_address", right, mail);
        }
        if (wanted.tells("to")) {
            sheet.add("to", to(read).equals(Set.copyOf(wanted.texts("to"))), mail);
        }
        if (wanted.tells("subject")) {
            String subject = read.map(ReadMessage::subject).orElse("");
            String right = wanted.text("subject").orElse("");
            sheet.add("subject", ComparableText.folded(subject).equals(ComparableText.folded(right)), mail);
        }
        for (String field : List.of("body_contains", "mime4j_text")) {
            if (wanted.tells(field)) {
                sheet.add(field, text(read, wanted.texts(field)), mail);
            }
        }
        if (wanted.tells("attachment_names")) {
            List<String> right =
                    wanted.texts("attachment_names").stream().sorted().toList();
            sheet.add("attachment_names", attachmentNames(read).equals(right), mail);
        }
    }

    private static String from(Optional<ReadMessage> read) {
        return read.flatMap(ReadMessage::from).map(MimeExam::address).orElse("");
    }

    private static Set<String> to(Optional<ReadMessage> read) {
        return read.map(ReadMessage::to).orElse(List.of()).stream()
                .map(MimeExam::address)
                .collect(Collectors.toSet());
    }

    private static String address(Mailbox mailbox) {
        return mailbox.address().asString().toLowerCase(Locale.ROOT);
    }

    private static boolean text(Optional<ReadMessage> read, List<String> wanted) {
        String text = ComparableText.squeezed(read.map(ReadMessage::allText).orElse(""));
        return wanted.stream().map(ComparableText::squeezed).allMatch(text::contains);
    }

    private static List<String> attachmentNames(Optional<ReadMessage> read) {
        return read.map(ReadMessage::attachments).orElse(List.of()).stream()
                .map(Attachment::name)
                .filter(name -> !name.isEmpty())
                .map(ComparableText::folded)
                .sorted()
                .toList();
    }
}
