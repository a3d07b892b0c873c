package org.jamesdesk.delivery;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import javax.mail.internet.InternetAddress;
import org.jamesdesk.address.Mailbox;

/** A mailbox as every mail of the desk writes it into its header (RFC 5322, RFC 2047). */
public final class HeaderMailbox {
    private HeaderMailbox() {}

    /** The mailbox with its name encoded, or the bare address when it has no name. */
    public static InternetAddress of(Mailbox mailbox) {
        String name = mailbox.name().isEmpty() ? null : mailbox.name();
        try {
            return new InternetAddress(mailbox.address().asString(), name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java knows UTF-8", e);
        }
    }
}
