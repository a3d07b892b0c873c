package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Expands the compressed RTF of Outlook (MS-OXRTFCP). */
final class CompressedRtf {
    private static final int HEADER = 16;
    private static final int COMPRESSED = 0x75465a4c;
    private static final int WINDOW = 4_096;

    /** More than the largest text that is read; one byte of a hostile stream stands for up to seventeen. */
    private static final int MAX_EXPANDED = 1 << 22;

    private static final byte[] KNOWN_BEFORE =
            ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
                            + "\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0"
                            + "\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
                    .getBytes(StandardCharsets.US_ASCII);

    private CompressedRtf() {}

    /** The RTF as far as it can be expanded. */
    static byte[] expanded(byte[] bytes) {
        if (bytes.length < HEADER) {
            return new byte[0];
        }
        ByteArrayOutputStream rtf = new ByteArrayOutputStream(4 * bytes.length);
        if (int32(bytes, 8) != COMPRESSED) {
            rtf.write(bytes, HEADER, bytes.length - HEADER);
            return rtf.toByteArray();
        }
        byte[] window = new byte[WINDOW];
        System.arraycopy(KNOWN_BEFORE, 0, window, 0, KNOWN_BEFORE.length);
        int at = KNOWN_BEFORE.length;
        int in = HEADER;
        while (in < bytes.length && rtf.size() < MAX_EXPANDED) {
            int kinds = bytes[in++];
            for (int bit = 0; bit < 8 && in < bytes.length; bit++, kinds >>= 1) {
                if ((kinds & 1) == 0) {
                    rtf.write(bytes[in]);
                    window[at] = bytes[in++];
                    at = (at + 1) % WINDOW;
                    continue;
                }
                if (in + 1 >= bytes.length) {
                    return rtf.toByteArray();
                }
                int reference = (bytes[in] & 0xff) << 8 | bytes[in + 1] & 0xff;
                in += 2;
                int from = reference >> 4;
                if (from == at) {
                    return rtf.toByteArray();
                }
                for (int left = (reference & 0xf) + 2; left > 0; left--) {
                    byte copied = window[from];
                    rtf.write(copied);
                    window[at] = copied;
                    from = (from + 1) % WINDOW;
                    at = (at + 1) % WINDOW;
                }
            }
        }
        return rtf.toByteArray();
    }

    private static int int32(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
    }
}
