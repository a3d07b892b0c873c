package org.jamesdesk.mailets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;

/**
 * Under which name a mail is parked: {@code <name of the mail>-parked-<digest of the support address>-<how often>}. The same
 * whenever the same mail is parked, so that a second run after a crash leaves one copy; another one when a mail that was
 * replayed is parked again, so that whoever replays it removes the former copy only. Tells the address without reading the
 * mail.
 */
final class ParkedName {
    private static final int DIGEST_BYTES = 5;

    private ParkedName() {}

    static String of(String mailName, EmailAddress supportAddress) {
        String mark = mark(supportAddress);
        Matcher before = Pattern.compile("(.+)" + mark + "(\\d{1,9})").matcher(mailName);
        return before.matches()
                ? before.group(1) + mark + (Integer.parseInt(before.group(2)) + 1)
                : mailName + mark + 1;
    }

    /** Whether a mail of this name was parked for the address. */
    static boolean isFor(EmailAddress supportAddress, String name) {
        int mark = name.lastIndexOf(mark(supportAddress));
        return mark > 0 && name.substring(mark).matches("-parked-[0-9a-f]+-\\d{1,9}");
    }

    private static String mark(EmailAddress supportAddress) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(supportAddress.key().getBytes(StandardCharsets.UTF_8));
            return "-parked-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + "-";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
