package org.jamesdesk.message.mime;

import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the bytes of a part are written in the mail (RFC 2045 section 6). */
enum TransferEncoding {
    NONE,
    BASE64,
    QUOTED_PRINTABLE,
    UUENCODE;

    private static final Set<String> NONE_NAMES =
            Set.of("", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "7", "8");
    private static final Set<String> UUENCODE_NAMES = Set.of("x-uuencode", "uuencode", "x-uue", "uue", "x-uu", "uu");

    /** The encoding that a name stands for, misspelt ones as well; empty when it cannot be known. */
    static Optional<TransferEncoding> named(String value) {
        int end = 0;
        while (end < value.length() && ";,(".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        String name = value.substring(0, end).replace("\"", "").trim().toLowerCase(Locale.ROOT);
        if (NONE_NAMES.contains(name)) {
            return Optional.of(NONE);
        }
        if (name.contains("base64") || name.contains("base-64") || name.equals("b64")) {
            return Optional.of(BASE64);
        }
        if (name.startsWith("quoted") || name.endsWith("printable") || name.equals("qp")) {
            return Optional.of(QUOTED_PRINTABLE);
        }
        if (UUENCODE_NAMES.contains(name)) {
            return Optional.of(UUENCODE);
        }
        return name.startsWith("7bit") || name.startsWith("8bit") ? Optional.of(NONE) : Optional.empty();
    }

    /** The decoded bytes, read as they are asked for. */
    InputStream decoded(InputStream body) {
        return switch (this) {
            case NONE -> body;
            case BASE64 -> new Base64Stream(body);
            case QUOTED_PRINTABLE -> new QuotedPrintableStream(body);
            case UUENCODE -> new UuencodeStream(body);
        };
    }
}
