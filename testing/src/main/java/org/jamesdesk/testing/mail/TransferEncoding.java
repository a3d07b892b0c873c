package org.jamesdesk.testing.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the bytes of a part are written into a mail (RFC 2045). */
public enum TransferEncoding {
    /** As they are; the caller sees to it that they are ASCII. */
    SEVEN_BIT("7bit"),
    /** As they are. */
    EIGHT_BIT("8bit"),
    QUOTED_PRINTABLE("quoted-printable"),
    BASE64("base64");

    private static final int LINE = 76;

    private final String label;

    TransferEncoding(String label) {
        this.label = label;
    }

    /** The value of Content-Transfer-Encoding. */
    public String label() {
        return label;
    }

    /** The bytes as they stand in the mail. */
    public byte[] encode(byte[] content) {
        return switch (this) {
            case SEVEN_BIT, EIGHT_BIT -> content.clone();
            case QUOTED_PRINTABLE -> quotedPrintable(content);
            case BASE64 -> Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encode(content);
        };
    }

    private static byte[] quotedPrintable(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int column = 0;
        for (int i = 0; i < content.length; i++) {
            if (isLineEnd(content, i)) {
                out.writeBytes(new byte[] {'\r', '\n'});
                column = 0;
                i++;
                continue;
            }
            byte[] encoded = encodedByte(content, i);
            if (column + encoded.length >= LINE) {
                out.writeBytes(new byte[] {'=', '\r', '\n'});
                column = 0;
            }
            out.writeBytes(encoded);
            column += encoded.length;
        }
        return out.toByteArray();
    }

    private static byte[] encodedByte(byte[] content, int place) {
        byte b = content[place];
        boolean blank = b == ' ' || b == '\t';
        boolean beforeLineEnd = place + 1 == content.length || isLineEnd(content, place + 1);
        boolean plain = b > ' ' && b < 127 && b != '=' || blank && !beforeLineEnd;
        return plain ? new byte[] {b} : String.format("=%02X", b & 0xFF).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isLineEnd(byte[] content, int place) {
        return content[place] == '\r' && place + 1 < content.length && content[place + 1] == '\n';
    }
}
