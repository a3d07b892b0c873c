package org.jamesdesk.corpus;

import java.util.Locale;

/** Forwards of all mail programs, in the text and as attachment, and replies that only quote. */
final class ForwardExam implements Exam {
    @Override
    public String name() {
        return "forwards";
    }

    @Override
    public void judge(CorpusMail mail, Fields read, Sheet sheet) {
        Fields forwarded = read.object("forwarded");
        if (mail.expected().requiredFlag("forwarded")) {
            sheet.add("forward detected", !forwarded.isEmpty(), mail);
            judgeForward(mail, forwarded, sheet);
        } else {
            sheet.add("not a forward, and not taken for one", forwarded.isEmpty(), mail);
        }
    }

    private static void judgeForward(CorpusMail mail, Fields forwarded, Sheet sheet) {
        Fields sender = mail.expected().object("original_from");
        Fields found = forwarded.object("from");
        sender.text("address").ifPresent(address -> {
            boolean right = lowerCase(found.textOrEmpty("address")).equals(lowerCase(address));
            sheet.add("original sender", right, mail);
            sheet.add("  " + mail.expected().requiredText("client"), right);
        });
        sender.text("name").ifPresent(name -> {
            boolean right = ComparableText.folded(found.textOrEmpty("name")).equals(name);
            sheet.add("original sender name", right, mail);
        });
        String subject = ComparableText.folded(mail.expected().textOrEmpty("original_subject"));
        boolean right = ComparableText.folded(forwarded.textOrEmpty("subject")).equals(subject);
        sheet.add("original subject", right, mail);
    }

    private static String lowerCase(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
