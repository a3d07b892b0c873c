package org.jamesdesk.mailets;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Lets a mail be stored as it was received: stands before {@code ToRepository}, where James would write the header anew and
 * turn its 8-bit bytes into question marks.
 */
public final class KeepBytes extends GenericMailet {
    @Override
    public void service(Mail mail) {
        VerbatimMimeMessage.protect(mail);
    }

    @Override
    public String getMailetInfo() {
        return "Lets a mail be stored as it was received";
    }
}
