package org.jamesdesk.mailets.delivery;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** The name of a mail in reports about it (RFC 3461 ENVID), as the attribute {@code desk.envelopeId} of the mail. */
public final class EnvelopeIdAttribute {
    private static final AttributeName NAME = AttributeName.of("desk.envelopeId");

    private EnvelopeIdAttribute() {}

    /** Says what reports about the mail shall call it. */
    public static void put(Mail mail, String envelopeId) {
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(envelopeId)));
    }

    /** What reports about the mail shall call it; empty: none are asked for. */
    public static Optional<String> of(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class);
    }
}
