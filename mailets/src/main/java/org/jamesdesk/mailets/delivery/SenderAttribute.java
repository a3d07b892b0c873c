package org.jamesdesk.mailets.delivery;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jamesdesk.sender.SenderId;

/** The From address by whose transport a mail leaves, as the attribute {@code desk.sender} of the mail. */
public final class SenderAttribute {
    private static final AttributeName NAME = AttributeName.of("desk.sender");

    private SenderAttribute() {}

    /** Says by whose transport the mail leaves. */
    public static void put(Mail mail, SenderId sender) {
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(sender.asString())));
    }

    /**
     * By whose transport the mail leaves; empty: by this server.
     *
     * @throws IllegalArgumentException when the attribute has another form
     */
    public static Optional<SenderId> of(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class).map(SenderId::parse);
    }
}
