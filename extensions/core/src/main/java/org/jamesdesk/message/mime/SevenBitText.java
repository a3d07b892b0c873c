package org.jamesdesk.message.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** The encodings of text in seven bits that Java does not know. */
final class SevenBitText {
    /** RFC 2152. */
    static final TextEncoding UTF_7 = encoding("UTF-7", SevenBitText::utf7);

    /** RFC 1843. */
    static final TextEncoding HZ = encoding("HZ-GB-2312", SevenBitText::hz);

    private static final Charset GB = Charset.forName("GB18030");

    private SevenBitText() {}

    private static TextEncoding encoding(String name, Function<byte[], String> decode) {
        return new TextEncoding(
                name,
                bytes -> TextDecoder.isAscii(bytes) ? Optional.of(decode.apply(bytes)) : Optional.empty(),
                decode);
    }

    private static String utf7(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder decoded = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '+') {
                decoded.append(c);
                continue;
            }
            int end = i;
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            if (end == i) {
                decoded.append('+');
            } else {
                byte[] units = Base64.getDecoder().decode(text.substring(i, i + usable(end - i)));
                decoded.append(new String(units, 0, units.length & ~1, StandardCharsets.UTF_16BE));
            }
            i = end < text.length() && text.charAt(end) == '-' ? end + 1 : end;
        }
        return decoded.toString();
    }

    /** One digit beyond a multiple of four is half a byte: nothing. */
    private static int usable(int digits) {
        return digits % 4 == 1 ? digits - 1 : digits;
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }

    private static String hz(byte[] bytes) {
        ByteArrayOutputStream gb = new ByteArrayOutputStream(bytes.length);
        boolean chinese = false;
        for (int i = 0; i < bytes.length; i++) {
            int next = i + 1 < bytes.length ? bytes[i + 1] : 0;
            if (bytes[i] == '~' && (next == '{' || next == '}' || next == '~' || next == '\n')) {
                chinese = next == '{' || chinese && next != '}';
                if (next == '~') {
                    gb.write('~');
                }
                i++;
            } else if (bytes[i] == '\n') {
                chinese = false;
                gb.write('\n');
            } else {
                gb.write(chinese && bytes[i] > ' ' ? bytes[i] | 0x80 : bytes[i]);
            }
        }
        return gb.toString(GB);
    }
}
