package org.jamesdesk.message.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads bytes line by line in constant memory. A line ends with LF or CR LF; a source that has no LF in its beginning but
 * has CRs ends its lines with CR. A line longer than the buffer comes in several pieces.
 */
final class LineReader {
    private static final int CAPACITY = 8_192;

    /** A piece that begins a line has at least this many bytes, unless the line is shorter. */
    private static final int LOOK_AHEAD = 2_048;

    private final InputStream source;
    private final byte[] buffer = new byte[CAPACITY];
    private int limit;
    private boolean exhausted;
    private byte lineEnd;

    private int start;
    private int end;
    private int following;
    private boolean beginsLine = true;
    private boolean endsLine = true;
    private boolean held;

    LineReader(InputStream source) {
        this.source = source;
    }

    /** Goes on to the next piece; false at the end of the source. */
    boolean next() throws IOException {
        if (held) {
            held = false;
            return true;
        }
        beginsLine = endsLine;
        start = following;
        if (limit - start < LOOK_AHEAD) {
            moveToFront();
            fill(LOOK_AHEAD);
        }
        if (lineEnd == 0) {
            lineEnd = lineEndInUse();
        }
        int found = indexOfLineEnd(start);
        if (found < 0 && !exhausted) {
            moveToFront();
            int searched = limit;
            fill(CAPACITY);
            found = indexOfLineEnd(searched);
        }
        if (found >= 0) {
            end = found > start && lineEnd == '\n' && buffer[found - 1] == '\r' ? found - 1 : found;
            following = found + 1;
            endsLine = true;
            return true;
        }
        if (start == limit) {
            end = limit;
            following = limit;
            return false;
        }
        // The CR may be the first half of a line end.
        end = !exhausted && buffer[limit - 1] == '\r' && limit - start > 1 ? limit - 1 : limit;
        following = end;
        endsLine = exhausted;
        return true;
    }

    /** Makes {@link #next} give the current piece once more. */
    void hold() {
        held = true;
    }

    byte[] bytes() {
        return buffer;
    }

    /** Where in {@link #bytes} the piece begins. */
    int start() {
        return start;
    }

    /** Where in {@link #bytes} the piece ends, the line end not counted. */
    int end() {
        return end;
    }

    /** Where in {@link #bytes} the line end behind the piece ends; equal to {@link #end} when there is none. */
    int endWithLineEnd() {
        return following;
    }

    int length() {
        return end - start;
    }

    boolean beginsLine() {
        return beginsLine;
    }

    /** The byte at that place of the piece. */
    byte at(int index) {
        return buffer[start + index];
    }

    /** Takes that many bytes away from the beginning of the piece. */
    void skip(int bytes) {
        start += bytes;
    }

    /** Whether the piece is white space or nothing. */
    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether the piece begins with these characters, one for each byte. */
    boolean startsWith(String prefix) {
        if (length() < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if ((buffer[start + i] & 0xff) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What follows the current piece, one character a byte; at most {@code length}, less near the end. */
    String peek(int length) throws IOException {
        if (limit - following < length && !exhausted) {
            moveToFront();
            fill(following - start + length);
        }
        return new String(
                buffer, following, Math.max(0, Math.min(length, limit - following)), StandardCharsets.ISO_8859_1);
    }

    private int indexOfLineEnd(int from) {
        for (int i = from; i < limit; i++) {
            if (buffer[i] == lineEnd) {
                return i;
            }
        }
        return -1;
    }

    private byte lineEndInUse() {
        boolean carriageReturn = false;
        for (int i = start; i < limit; i++) {
            if (buffer[i] == '\n') {
                return '\n';
            }
            carriageReturn |= buffer[i] == '\r';
        }
        return (byte) (carriageReturn ? '\r' : '\n');
    }

    private void moveToFront() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            end -= start;
            following -= start;
            start = 0;
        }
    }

    private void fill(int wanted) throws IOException {
        while (!exhausted && limit - start < wanted && limit < CAPACITY) {
            int read = source.read(buffer, limit, CAPACITY - limit);
            if (read < 0) {
                exhausted = true;
            } else {
                limit += read;
            }
        }
    }
}
