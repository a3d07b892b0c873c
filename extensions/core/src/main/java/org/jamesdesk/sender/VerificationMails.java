package org.jamesdesk.sender;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Configuration;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.notice.NoticeId;
import org.jamesdesk.notice.NoticeLetter;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.token.VerificationTokens;

/**
 * Sends the mails that ask whether an address may be used. What language is read at the other end is not known, so each
 * says everything in Portuguese, English and Spanish.
 */
public final class VerificationMails {
    private final Notices notices;
    private final Configurations configurations;
    private final VerificationTokens tokens;
    private final URI publicUrl;

    /** @param publicUrl where browsers reach this server, without a slash at its end: {@code https://desk.example} */
    public VerificationMails(Notices notices, Configurations configurations, VerificationTokens tokens, URI publicUrl) {
        this.notices = notices;
        this.configurations = configurations;
        this.tokens = tokens;
        this.publicUrl = publicUrl;
    }

    /** The notice by which a verification mail leaves. */
    public static NoticeId noticeOf(SenderId id, Verification verification) {
        return NoticeId.of("verification", id.asString(), verification.nonce());
    }

    /** Sends the mail of a verification. */
    void send(SenderId id, Verification verification) {
        Configuration configuration = configurations.inForce();
        EmailAddress support = DeskDefaults.of(configuration).supportAddress();
        Optional<EmailAddress> answerTo = tokens.replyAddress(support, id, verification);
        VerificationLetter letter = new VerificationLetter(
                id.address().asString(),
                configuration
                        .find(Department.KIND, id.department().value())
                        .map(Department::name)
                        .orElse(id.department().value()),
                support.domain(),
                publicUrl
                        .resolve("/desk/public/verify?token=" + tokens.link(id, verification))
                        .toString(),
                spaced(tokens.code(id, verification)),
                verification.expiresAt().atZone(ZoneOffset.UTC).toLocalDate().toString(),
                answerTo.isPresent());
        notices.send(
                noticeOf(id, verification),
                "sender/" + id,
                id.address(),
                new NoticeLetter(VerificationLetter.SUBJECT, letter.text(), letter.html(), answerTo));
    }

    private static String spaced(String code) {
        int half = code.length() / 2;
        return (code.substring(0, half) + "-" + code.substring(half)).toUpperCase(Locale.ROOT);
    }
}
