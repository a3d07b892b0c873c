package org.jamesdesk.mailets;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.util.DurationParser;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.mailets.authentication.SenderChecks;
import org.jamesdesk.mailets.authentication.SenderChecks.Passage;
import org.jamesdesk.message.authentication.SenderAuthentication;
import org.jamesdesk.message.mime.AddressHeader;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.RawMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the author of a mail is proven, by SPF and DKIM or because he logged in (SMTP AUTH), and writes that
 * into the attribute {@code desk.authentication}. Stands before {@code ThreadIntoTicket} and before everything that changes
 * the mail. Whatever goes wrong, the mail goes on: nothing proven is no failure. A mail that runs again keeps its first
 * result, unless that was a temporary one: keys and records change.
 *
 * <ul>
 *   <li>{@code timeout}: how long the look-ups for one mail may take, such as {@code 5s}; default {@code 10s}
 * </ul>
 */
public final class AuthenticateSender extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(AuthenticateSender.class);
    private static final String DEFAULT_TIMEOUT = "10s";

    private final DNSService dns;
    private final ContentReader contents = new ContentReader();
    private SenderChecks checks;

    @Inject
    public AuthenticateSender(DNSService dns) {
        this.dns = dns;
    }

    @Override
    public void init() throws MessagingException {
        checks = new SenderChecks(dns, timeout(getInitParameter("timeout", DEFAULT_TIMEOUT)));
    }

    private static Duration timeout(String text) throws MessagingException {
        try {
            Duration timeout = DurationParser.parse(text, ChronoUnit.SECONDS);
            if (timeout.isNegative() || timeout.isZero()) {
                throw new MessagingException("AuthenticateSender: timeout must be longer than nothing: " + text);
            }
            return timeout;
        } catch (IllegalArgumentException e) {
            throw new MessagingException("AuthenticateSender: timeout is no duration such as 10s: " + text, e);
        }
    }

    @Override
    public void service(Mail mail) {
        try {
            if (!isDecided(mail)) {
                SenderAuthentication result = authentication(mail);
                DeskAttributes.put(mail, DeskAttributes.AUTHENTICATION, result.asString());
                LOGGER.debug("Mail {}: sender {}", mail.getName(), result.asString());
            }
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            LOGGER.warn("Mail {}: its sender could not be checked", mail.getName(), e);
        }
    }

    private static boolean isDecided(Mail mail) {
        return DeskAttributes.text(mail, DeskAttributes.AUTHENTICATION)
                .map(SenderAuthentication::parse)
                .filter(earlier -> !earlier.isTemporary())
                .isPresent();
    }

    private SenderAuthentication authentication(Mail mail) throws MessagingException {
        RawMessage raw = MessageBytes.of(mail.getMessage());
        Optional<String> user = AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_AUTH_USER, String.class);
        if (user.isPresent()) {
            return SenderAuthentication.ofUser(user.get(), isAuthor(user.get(), contents.headers(raw)));
        }
        String helo = AttributeUtils.getValueAndCastFromMail(mail, Mail.SMTP_HELO, String.class)
                .orElse(mail.getRemoteHost());
        return checks.of(
                raw,
                new Passage(mail.getRemoteAddr(), helo, mail.getMaybeSender().asString("")));
    }

    private boolean isAuthor(String user, Headers headers) {
        var from = AddressHeader.mailboxes(headers.joined("from"));
        return from.size() == 1
                && headers.all("from").size() == 1
                && from.stream().map(Mailbox::address).allMatch(address -> isOwn(address, user));
    }

    /** A user without a domain belongs to any domain of this server. */
    private boolean isOwn(EmailAddress address, String user) {
        if (user.indexOf('@') >= 0) {
            return EmailAddress.tryParse(user).filter(address::equals).isPresent();
        }
        return address.localPart().equalsIgnoreCase(user)
                && getMailetContext().isLocalServer(Domain.of(address.domain()));
    }

    @Override
    public void destroy() {
        if (checks != null) {
            checks.close();
        }
    }

    @Override
    public String getMailetInfo() {
        return "Finds out whether the author of a mail is proven";
    }
}
