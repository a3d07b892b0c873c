package org.jamesdesk.corpus;

import java.util.Locale;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.forward.ForwardedMail;

/** Forwards of all mail programs, in the text and as attachment, and replies that only quote. */
final class ForwardExam implements Exam {
    @Override
    public String name() {
        return "forwards";
    }

    @Override
    public void judge(CorpusMail mail, Optional<ReadMessage> read, Sheet sheet) {
        Optional<ForwardedMail> forwarded = read.flatMap(ReadMessage::forwarded);
        if (mail.expected().requiredFlag("forwarded")) {
            sheet.add("forward detected", forwarded.isPresent(), mail);
            judgeForward(mail, forwarded, sheet);
        } else {
            sheet.add("not a forward, and not taken for one", forwarded.isEmpty(), mail);
        }
    }

    private static void judgeForward(CorpusMail mail, Optional<ForwardedMail> forwarded, Sheet sheet) {
        Expected sender = mail.expected().object("original_from");
        sender.text("address").ifPresent(wanted -> {
            String address = forwarded
                    .flatMap(ForwardedMail::address)
                    .map(EmailAddress::asString)
                    .orElse("");
            boolean right = address.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
            sheet.add("original sender", right, mail);
            sheet.add("  " + mail.expected().requiredText("client"), right);
        });
        sender.text("name").ifPresent(wanted -> {
            String name = forwarded.map(ForwardedMail::name).orElse("");
            sheet.add("original sender name", ComparableText.folded(name).equals(wanted), mail);
        });
        String subject = forwarded.map(ForwardedMail::subject).orElse("");
        String wanted = mail.expected().text("original_subject").orElse("");
        sheet.add("original subject", ComparableText.folded(subject).equals(ComparableText.folded(wanted)), mail);
    }
}
