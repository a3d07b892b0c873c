package org.jamesdesk.message.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;

/** Reads address lists (RFC 5322 section 3.4) as they occur; what is not an address is left out. */
public final class AddressHeader {
    private static final int MAX_MAILBOXES = 1_000;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>(),;:\"\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,250}");

    private AddressHeader() {}

    /** The mailboxes of a header value, groups dissolved. */
    public static List<Mailbox> mailboxes(String value) {
        List<Mailbox> mailboxes = new ArrayList<>();
        if (value.isBlank()) {
            return mailboxes;
        }
        for (var parsed : parse(value)) {
            String name = parsed.getName() == null ? "" : HeaderText.unstructured(fromBytes(parsed.getName()));
            EmailAddress.tryParse(fromBytes(parsed.getAddress()))
                    .ifPresent(address -> mailboxes.add(new Mailbox(name, address)));
            if (mailboxes.size() == MAX_MAILBOXES) {
                return mailboxes;
            }
        }
        if (mailboxes.isEmpty()) {
            salvage(value, mailboxes);
        }
        return mailboxes;
    }

    private static List<org.apache.james.mime4j.dom.address.Mailbox> parse(String value) {
        try {
            // By bytes: given characters, the parser cuts off as many at the end as there are bytes above ASCII.
            ByteSequence bytes = ContentUtil.encode(StandardCharsets.UTF_8, value);
            return LenientAddressParser.DEFAULT
                    .parseAddressList(bytes, new ParserCursor(0, bytes.length()))
                    .flatten();
        } catch (RuntimeException e) {
            // The parser of mime4j throws several unchecked types on malformed lists; the salvage below still reads
            // them.
            return List.of();
        }
    }

    /** The parser makes one character of each byte, but for encoded words, which it decodes. */
    private static String fromBytes(String text) {
        boolean bytes = text.chars().allMatch(c -> c <= 0xff) && text.chars().anyMatch(c -> c > 0x7f);
        return bytes ? HeaderText.undeclared(text.getBytes(StandardCharsets.ISO_8859_1)) : text;
    }

    private static void salvage(String value, List<Mailbox> mailboxes) {
        Matcher matcher = ADDRESS.matcher(value);
        while (matcher.find() && mailboxes.size() < MAX_MAILBOXES) {
            EmailAddress.tryParse(matcher.group()).map(Mailbox::of).ifPresent(mailboxes::add);
        }
    }
}
