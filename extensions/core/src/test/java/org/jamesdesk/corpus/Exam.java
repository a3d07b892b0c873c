package org.jamesdesk.corpus;

import java.util.Optional;
import org.jamesdesk.message.ReadMessage;

/** Judges how mails of one kind were read, each by itself. */
interface Exam {
    /** The folder of its mails. */
    String name();

    /** @param read what the reader made of the mail; empty when it failed: the mail is lost, and nothing was said of it */
    void judge(CorpusMail mail, Optional<ReadMessage> read, Sheet sheet);
}
