package org.jamesdesk.corpus;

/** Judges how mails of one kind were read, each by itself. */
interface Exam {
    /** The folder of its mails. */
    String name();

    /** @param read what {@link Inspection} says of the mail; empty when the mail is lost */
    void judge(CorpusMail mail, Fields read, Sheet sheet);
}
