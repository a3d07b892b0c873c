package org.jamesdesk.message;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jamesdesk.message.mime.RawMessage;

/** A mail made of repeated pieces that are never held together: as large as it may be, it costs no memory. */
final class PatternMail implements RawMessage {
    private record Piece(byte[] bytes, int times) {}

    private final List<Piece> pieces = new ArrayList<>();

    static PatternMail of(String text) {
        return new PatternMail().and(text);
    }

    PatternMail and(String text) {
        return times(1, text);
    }

    PatternMail times(int times, String text) {
        pieces.add(new Piece(text.getBytes(StandardCharsets.ISO_8859_1), times));
        return this;
    }

    PatternMail and(byte[] bytes) {
        pieces.add(new Piece(bytes, 1));
        return this;
    }

    @Override
    public long size() {
        return pieces.stream()
                .mapToLong(piece -> (long) piece.bytes().length * piece.times())
                .sum();
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private int piece;
            private int time;
            private int at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = 0;
                while (count < length && piece < pieces.size()) {
                    Piece current = pieces.get(piece);
                    if (time == current.times() || current.bytes().length == 0) {
                        piece++;
                        time = 0;
                        continue;
                    }
                    int copied = Math.min(length - count, current.bytes().length - at);
                    System.arraycopy(current.bytes(), at, target, offset + count, copied);
                    at += copied;
                    count += copied;
                    if (at == current.bytes().length) {
                        at = 0;
                        time++;
                    }
                }
                return count == 0 && length > 0 ? -1 : count;
            }
        };
    }
}
