package org.jamesdesk.mailets;

import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dkim.DkimSigningKey;
import org.jamesdesk.dns.DomainName;
import org.jamesdesk.mailets.authentication.DkimSignature;
import org.jamesdesk.mailets.delivery.SenderAttribute;
import org.jamesdesk.mailets.delivery.SevenBit;
import org.jamesdesk.message.authentication.ClaimedAuthentication;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.RawMessage;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.TransportType;

/**
 * Signs an outgoing mail with the key of the domain of its From address (DKIM, R36), if there is one and this server itself
 * sends the mail. Stands in the processor {@code desk-outgoing} after everything that changes the mail and before
 * {@code DeliverReply}; takes no parameters. A mail with 8-bit bodies is encoded in 7 bits first.
 *
 * <pre>{@code <mailet match="All" class="org.jamesdesk.mailets.SignWithDkim"/>}</pre>
 */
public final class SignWithDkim extends GenericMailet {
    private final Configurations configurations;
    private final DkimKeys keys;
    private final ContentReader contents = new ContentReader();
    private SevenBit sevenBit;

    @Inject
    public SignWithDkim(Configurations configurations, DkimKeys keys) {
        this.configurations = configurations;
        this.keys = keys;
    }

    @Override
    public void init() {
        sevenBit = new SevenBit(getMailetContext());
    }

    /** @throws MessagingException when there is a key that cannot be had now: the mail waits instead of going unsigned */
    @Override
    public void service(Mail mail) throws MessagingException {
        if (!leavesByThisServer(mail)) {
            return;
        }
        RawMessage raw = MessageBytes.of(mail.getMessage());
        Optional<DkimSigningKey> key =
                ClaimedAuthentication.author(contents.headers(raw)).flatMap(this::key);
        if (key.isEmpty()) {
            return;
        }
        try {
            RawMessage sent = DkimSignature.isSevenBit(raw) ? raw : sevenBit.encode(raw);
            VerbatimMimeMessage.replace(mail, DkimSignature.sign(sent, key.get()));
        } catch (IOException e) {
            throw new MessagingException("the mail cannot be signed: " + e.getMessage(), e);
        }
    }

    private boolean leavesByThisServer(Mail mail) {
        return SenderAttribute.of(mail)
                .flatMap(sender -> configurations.inForce().find(Sender.KIND, sender.asString()))
                .map(sender -> sender.transport().type() == TransportType.SERVER)
                .orElse(true);
    }

    private Optional<DkimSigningKey> key(String domain) {
        try {
            return keys.signingKey(DomainName.parse(domain));
        } catch (IllegalArgumentException e) {
            // An address literal has no key.
            return Optional.empty();
        }
    }

    @Override
    public String getMailetInfo() {
        return "Signs a mail of the desk with DKIM";
    }
}
