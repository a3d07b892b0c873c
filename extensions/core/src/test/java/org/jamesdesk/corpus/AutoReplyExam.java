package org.jamesdesk.corpus;

import java.util.Optional;

/** Mails of machines and of persons: which is which, and which may be answered by a machine. */
final class AutoReplyExam implements Exam {
    @Override
    public String name() {
        return "autoreplies";
    }

    @Override
    public void judge(CorpusMail mail, Fields read, Sheet sheet) {
        boolean automatic = read.flag("automatic").orElse(false);
        mail.expected()
                .flag("auto")
                .ifPresent(machine -> sheet.add(
                        machine ? "automatic mail recognised" : "person, and not taken for a machine",
                        automatic == machine,
                        mail));
        boolean answerable = !mail.expected().requiredFlag("suppress_autoresponse");
        sheet.add("auto-answered exactly when allowed", read.flag("answerable").equals(Optional.of(answerable)), mail);
    }
}
