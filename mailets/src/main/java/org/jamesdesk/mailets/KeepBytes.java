package org.jamesdesk.mailets;

import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Lets a mail be stored as it was received and be replayed so: stands before {@code ToRepository}, where James would write
 * the header anew and turn its 8-bit bytes into question marks, as it does when it reads the mail back ({@link KeptHeader}).
 */
public final class KeepBytes extends GenericMailet {
    @Override
    public void service(Mail mail) throws MessagingException {
        KeptHeader.keep(mail);
        VerbatimMimeMessage.protect(mail);
    }

    @Override
    public String getMailetInfo() {
        return "Lets a mail be stored as it was received";
    }
}
