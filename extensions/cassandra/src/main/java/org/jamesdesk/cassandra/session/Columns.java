package org.jamesdesk.cassandra.session;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/** How values of the desk stand in columns. */
public final class Columns {
    private static final HexFormat HEX = HexFormat.of();

    private Columns() {}

    /** Microseconds since 1970: the resolution of Cassandra's write times, which its type {@code timestamp} lacks. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The inverse of {@link #micros}. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** An identifier of hex digits as bytes, half as long. */
    public static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HEX.parseHex(hex));
    }

    /** The inverse of {@link #bytes}. */
    public static String hex(ByteBuffer bytes) {
        return HEX.formatHex(array(bytes));
    }

    /** A copy of the bytes of a column. */
    public static byte[] array(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    /**
     * Sets a text. A surrogate without its partner, which a hostile header or a cut text can hold, is stored as
     * {@code ?}: the driver's own codec would refuse the whole mail for it.
     */
    public static void setText(BoundStatementBuilder statement, String column, String text) {
        statement.setBytesUnsafe(column, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sets a text that is there; one that is not is left out, which costs no tombstone. */
    public static void setText(BoundStatementBuilder statement, String column, Optional<String> text) {
        text.ifPresent(there -> setText(statement, column, there));
    }

    /** A text that may be absent. */
    public static Optional<String> text(Row row, String column) {
        return Optional.ofNullable(row.getString(column));
    }
}
