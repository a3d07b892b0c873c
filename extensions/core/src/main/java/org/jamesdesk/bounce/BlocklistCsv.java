package org.jamesdesk.bounce;

import java.io.BufferedWriter;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jamesdesk.DateOrTime;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.ChangeRefusedException;

/**
 * The blocklist as CSV (RFC 4180) in UTF-8: a header, then a line for each address. Written are the columns {@code
 * address,cause,reason,at,by,until,evidence}. To be read, a file needs {@code address} only; the columns may stand in any
 * order, and {@code at} and {@code by} are not believed: who reads a file in blocks its addresses, now.
 *
 * <p>A reason is what a stranger's server said, and spreadsheets compute cells that begin with {@code = + - @}, a tab or a
 * line break. Such a cell is written with an apostrophe before it, and read without. Cells that begin with apostrophes before
 * such a character get one more, so that every cell is read as what was written. Where the comma stands in numbers,
 * spreadsheets part cells at semicolons, in the middle of a reason, and some at tabs: what stands behind one is written and
 * read in the same way, behind spaces and quotation marks too.
 */
public final class BlocklistCsv {
    /** Longer files are refused; the header is not counted. */
    public static final int MOST_LINES = 100_000;

    /** So many mistakes are named at once. */
    private static final int MOST_MISTAKES = 10;

    private static final Pattern COMPUTED = Pattern.compile("'*[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile("'+[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern COMPUTED_WITHIN = Pattern.compile("([;\\t\\r\\n][ \"]*)('*[=+\\-@])");
    private static final Pattern MARKED_WITHIN = Pattern.compile("([;\\t\\r\\n][ \"]*)'('*[=+\\-@])");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private enum Column {
        ADDRESS,
        CAUSE,
        REASON,
        AT,
        BY,
        UNTIL,
        EVIDENCE;

        private String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private BlocklistCsv() {}

    /**
     * A line that was read.
     *
     * @param line its number, from 1 for the header
     * @param cause {@link BlockCause#MANUAL} when the file does not say
     * @param reason empty when the file does not say
     * @param until when it ends by itself; maybe in the past
     */
    record Row(
            long line,
            EmailAddress address,
            BlockCause cause,
            Optional<String> reason,
            Optional<Instant> until,
            List<BounceId> evidence) {
        /** The block that it asks for. */
        Block block(Instant at, String by) {
            return new Block(address, cause, reason.orElse("imported"), at, by, until, evidence);
        }
    }

    /**
     * Reads a file.
     *
     * @return its lines, no address twice
     * @throws ChangeRefusedException naming the first lines that are not right, and what would be
     */
    static List<Row> read(byte[] csv) {
        try (CSVParser parser = FORMAT.builder()
                .setDelimiter(delimiter(csv))
                .setIgnoreEmptyLines(true)
                .build()
                .parse(text(csv))) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!next(parser, records)) {
                throw ChangeRefusedException.invalid("line 1: a header expected: address,reason,until");
            }
            return new Lines(columns(records.next())).read(parser, records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Strictly UTF-8: read in another character set an address may be that of somebody else. */
    private static Reader text(byte[] csv) {
        ByteBuffer bytes = ByteBuffer.wrap(csv);
        CharBuffer text = CharBuffer.allocate(csv.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        if (result.isError()) {
            long line = 1
                    + IntStream.range(0, bytes.position())
                            .filter(i -> csv[i] == '\n')
                            .count();
            throw ChangeRefusedException.invalid("line " + line + ": not UTF-8; save the file as CSV in UTF-8");
        }
        return new CharArrayReader(text.array(), 0, text.position());
    }

    /** Spreadsheets write a semicolon where the comma stands in numbers, as in Portuguese and Spanish. */
    private static char delimiter(byte[] csv) {
        for (byte b : csv) {
            if (b == ';' || b == ',') {
                return (char) b;
            }
            if (b == '\n') {
                break;
            }
        }
        return ',';
    }

    private static boolean next(CSVParser parser, Iterator<CSVRecord> records) {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            throw ChangeRefusedException.invalid(
                    "line " + parser.getCurrentLineNumber()
                            + ": not CSV; a cell that begins with a quotation mark must end with one, and those in it be doubled");
        }
    }

    private static Map<Column, Integer> columns(CSVRecord header) {
        Map<Column, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String title = header.get(i).replace(BYTE_ORDER_MARK, "").strip();
            Column column = Arrays.stream(Column.values())
                    .filter(known -> known.title().equalsIgnoreCase(title))
                    .findFirst()
                    .orElseThrow(() -> ChangeRefusedException.invalid(
                            "line 1: '" + title + "' is no column; a header of these expected: " + titles()));
            if (columns.put(column, i) != null) {
                throw ChangeRefusedException.invalid("line 1: " + column.title() + " stands there twice");
            }
        }
        if (!columns.containsKey(Column.ADDRESS)) {
            throw ChangeRefusedException.invalid("line 1: the column address is needed; of these: " + titles());
        }
        return columns;
    }

    private static String titles() {
        return Arrays.stream(Column.values()).map(Column::title).collect(Collectors.joining(","));
    }

    /** Reads the lines below the header, and collects what is wrong with them. */
    private static final class Lines {
        private final Map<Column, Integer> columns;
        private final List<Row> rows = new ArrayList<>();
        private final Map<EmailAddress, Long> seen = new HashMap<>();
        private final List<String> mistakes = new ArrayList<>();

        Lines(Map<Column, Integer> columns) {
            this.columns = columns;
        }

        List<Row> read(CSVParser parser, Iterator<CSVRecord> records) {
            while (mistakes.size() < MOST_MISTAKES && next(parser, records)) {
                CSVRecord record = records.next();
                if (rows.size() == MOST_LINES) {
                    throw ChangeRefusedException.invalid(
                            "body: at most " + MOST_LINES + " addresses; send it in parts");
                }
                add(parser.getCurrentLineNumber(), record);
            }
            if (!mistakes.isEmpty()) {
                throw ChangeRefusedException.invalid(String.join("; ", mistakes));
            }
            return rows;
        }

        private void add(long line, CSVRecord record) {
            try {
                Row row = row(line, record);
                Long before = seen.putIfAbsent(row.address(), line);
                if (before != null) {
                    throw new IllegalArgumentException(
                            "address: " + row.address() + " stands in line " + before + " as well");
                }
                rows.add(row);
            } catch (IllegalArgumentException e) {
                mistakes.add("line " + line + ": " + e.getMessage());
            }
        }

        private Row row(long line, CSVRecord record) {
            if (record.size() != columns.size()) {
                throw new IllegalArgumentException(
                        record.size() + " cells; as many as the header has columns expected: " + columns.size());
            }
            return new Row(
                    line,
                    cell(record, Column.ADDRESS, EmailAddress::parse)
                            .orElseThrow(() -> new IllegalArgumentException("address: an address expected")),
                    cell(record, Column.CAUSE, BlockCause::parse).orElse(BlockCause.MANUAL),
                    cell(record, Column.REASON, BlocklistAdministration::oneLine),
                    cell(record, Column.UNTIL, DateOrTime::parse),
                    cell(record, Column.EVIDENCE, BlocklistCsv::evidence).orElse(List.of()));
        }

        private <T> Optional<T> cell(CSVRecord record, Column column, Function<String, T> parse) {
            try {
                return Optional.ofNullable(columns.get(column))
                        .map(record::get)
                        .map(BlocklistCsv::unmarked)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(parse);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(column.title() + ": " + e.getMessage(), e);
            }
        }
    }

    private static List<BounceId> evidence(String cell) {
        return Arrays.stream(cell.split(" +")).map(BounceId::new).toList();
    }

    private static String marked(String text) {
        String within = COMPUTED_WITHIN.matcher(text).replaceAll("$1'$2");
        return COMPUTED.matcher(text).matches() ? "'" + within : within;
    }

    /** What {@link #marked} was given. */
    private static String unmarked(String cell) {
        String text = MARKED.matcher(cell).matches() ? cell.substring(1) : cell;
        return MARKED_WITHIN.matcher(text).replaceAll("$1$2");
    }

    /** Writes a file, a page of blocks at a time. */
    static final class Writer {
        private final CSVPrinter printer;

        /** @param out stays open, and gets the last of it by {@link #flush} */
        Writer(OutputStream out) throws IOException {
            this.printer =
                    new CSVPrinter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), FORMAT);
            printer.printRecord(Arrays.stream(Column.values()).map(Column::title));
        }

        void write(List<Block> blocks) throws IOException {
            for (Block block : blocks) {
                printer.printRecord(
                        marked(block.address().asString()),
                        block.cause().apiName(),
                        marked(block.reason()),
                        block.at().toString(),
                        marked(block.by()),
                        block.until().map(Instant::toString).orElse(""),
                        block.evidence().stream().map(BounceId::value).collect(Collectors.joining(" ")));
            }
        }

        void flush() throws IOException {
            printer.flush();
        }
    }
}
