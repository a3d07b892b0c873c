package org.jamesdesk.message.mime;

import java.util.Optional;
import java.util.function.IntConsumer;

/** The lines of uuencoded files (POSIX {@code uuencode}), which stand in the text of old mails. */
final class Uuencode {
    private static final int MAX_LINE = 100;
    private static final int MAX_BEGIN = 300;

    private Uuencode() {}

    /** The file name in a line {@code begin 644 name}; empty when it is another line. */
    static Optional<String> fileName(LineReader line) {
        if (!line.beginsLine() || !line.startsWith("begin ") || line.length() > MAX_BEGIN) {
            return Optional.empty();
        }
        int i = "begin ".length();
        int mode = i;
        while (i < line.length() && line.at(i) >= '0' && line.at(i) <= '7') {
            i++;
        }
        if (i - mode < 3 || i - mode > 4 || i + 1 >= line.length() || line.at(i) != ' ') {
            return Optional.empty();
        }
        byte[] name = new byte[line.length() - i - 1];
        System.arraycopy(line.bytes(), line.start() + i + 1, name, 0, name.length);
        return Optional.of(HeaderText.oneLine(TextDecoder.undeclared(name))).filter(text -> !text.isEmpty());
    }

    static boolean isEnd(LineReader line) {
        return line.beginsLine() && line.length() <= 5 && line.startsWith("end");
    }

    /** Whether this can be a line of data. */
    static boolean isData(String line) {
        return !line.isEmpty() && isData(line.length(), line.charAt(0));
    }

    static boolean isData(LineReader line) {
        return line.beginsLine() && line.length() > 0 && isData(line.length(), (char) (line.at(0) & 0xff));
    }

    private static boolean isData(int lineLength, char first) {
        if (lineLength > MAX_LINE || first < ' ' || first > '`') {
            return false;
        }
        int digits = ((first - ' ' & 0x3f) + 2) / 3 * 4;
        int present = lineLength - 1;
        // Blanks at the end may be lost on the way; some encoders add a checksum.
        return present <= digits + 2 && present >= digits * 3 / 4;
    }

    /** Decodes a line of data. */
    static void decode(LineReader line, IntConsumer bytes) {
        int left = line.at(0) - ' ' & 0x3f;
        for (int i = 1; left > 0 && i < line.length(); i += 4) {
            int group = digit(line, i) << 18 | digit(line, i + 1) << 12 | digit(line, i + 2) << 6 | digit(line, i + 3);
            for (int shift = 16; shift >= 0 && left > 0; shift -= 8) {
                bytes.accept(group >> shift & 0xff);
                left--;
            }
        }
    }

    private static int digit(LineReader line, int index) {
        return index < line.length() ? line.at(index) - ' ' & 0x3f : 0;
    }
}
