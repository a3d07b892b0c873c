package org.jamesdesk.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.sender.SenderId;
import org.jamesdesk.sender.Verification;

/**
 * Makes and recognises the three proofs that a verification mail carries (R31–R33). All are signed over the sender and the
 * nonce of that mail, so that a new mail makes the proofs of the old one worthless; none reveals the sender.
 *
 * <ul>
 *   <li>link: {@code <nonce>.<expiry>.<signature>}, for a query parameter
 *   <li>code: eight characters, for typing
 *   <li>reply address: {@code <support local part>+v<nonce>.<signature>@<support domain>}
 * </ul>
 */
public final class VerificationTokens {
    /** The length of a code, without what is written between its characters. */
    public static final int CODE_LENGTH = 8;

    private static final int NONCE_BYTES = 10;
    private static final int SIGNATURE_BYTES = 10;
    private static final int CODE_BYTES = 5;
    private static final int MAX_LOCAL_PART = 64;
    private static final int RADIX = 36;
    private static final Pattern LINK = Pattern.compile("([a-z2-7]{16})\\.[0-9a-z]{1,11}\\.[a-z2-7]{16}");
    private static final Pattern REPLY_DETAIL = Pattern.compile(".+\\+v([a-z2-7]{16})\\.([a-z2-7]{16})");
    private static final Pattern BETWEEN = Pattern.compile("[\\s-]+");

    private final SigningKey key;
    private final SecureRandom random = new SecureRandom();

    public VerificationTokens(SigningKey key) {
        this.key = key;
    }

    /** What tells a new verification mail from every other. */
    public String freshNonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes, bytes.length);
    }

    /** The token of the link in a verification mail. */
    public String link(SenderId sender, Verification verification) {
        String expiry = expiry(verification.expiresAt());
        return verification.nonce() + "." + expiry + "." + signature("verify-link", sender, verification, expiry);
    }

    /** The nonce that a link names, genuine or not; empty when the text is no link's token. */
    public Optional<String> nonceOfLink(String token) {
        return Optional.of(LINK.matcher(token)).filter(Matcher::matches).map(matcher -> matcher.group(1));
    }

    /** Whether a token is that of the link in this verification mail. */
    public boolean isLink(String token, SenderId sender, Verification verification) {
        return areEqual(link(sender, verification), token);
    }

    /** The code in a verification mail: lower-case letters and digits. */
    public String code(SenderId sender, Verification verification) {
        return Base32.encode(key.sign(signed("verify-code", sender, verification, "")), CODE_BYTES);
    }

    /** Whether a person typed the code of this verification mail; case, spaces and hyphens do not matter. */
    public boolean isCode(String typed, SenderId sender, Verification verification) {
        String plain = BETWEEN.matcher(typed).replaceAll("").toLowerCase(Locale.ROOT);
        return areEqual(code(sender, verification), plain);
    }

    /**
     * The address whose answer confirms.
     *
     * @return empty where the local part of the support address leaves no room for it
     */
    public Optional<EmailAddress> replyAddress(EmailAddress support, SenderId sender, Verification verification) {
        String localPart = support.localPart() + "+v" + verification.nonce() + "."
                + signature("verify-reply", sender, verification, "");
        return localPart.length() > MAX_LOCAL_PART
                ? Optional.empty()
                : Optional.of(EmailAddress.parse(localPart + "@" + support.domain()));
    }

    /** The nonce that a recipient address names, genuine or not; empty when it names none. */
    public Optional<String> nonceOfReplyAddress(EmailAddress recipient) {
        return replyDetail(recipient).map(matcher -> matcher.group(1));
    }

    /** Whether a recipient address is the one to answer this verification mail to. */
    public boolean isReplyAddress(EmailAddress recipient, SenderId sender, Verification verification) {
        return replyDetail(recipient)
                .filter(matcher -> matcher.group(1).equals(verification.nonce()))
                .filter(matcher -> areEqual(signature("verify-reply", sender, verification, ""), matcher.group(2)))
                .isPresent();
    }

    private static Optional<Matcher> replyDetail(EmailAddress recipient) {
        return Optional.of(REPLY_DETAIL.matcher(recipient.localPart().toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches);
    }

    private static String expiry(Instant at) {
        return Long.toString(at.getEpochSecond(), RADIX);
    }

    private String signature(String purpose, SenderId sender, Verification verification, String more) {
        return Base32.encode(key.sign(signed(purpose, sender, verification, more)), SIGNATURE_BYTES);
    }

    private static String signed(String purpose, SenderId sender, Verification verification, String more) {
        return purpose + "|" + sender.asString() + "|" + verification.nonce() + "|" + more;
    }

    private static boolean areEqual(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
