package org.jamesdesk.message.reply;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A table of words in a resource of this package: columns divided by {@code |}, lines beginning with {@code #} are comments. */
final class Table {
    private Table() {}

    /**
     * Reads a table.
     *
     * @throws IllegalStateException when the resource is missing or a row has not that many columns
     */
    static List<List<String>> rows(String resource, int columns) {
        try (InputStream in = Table.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No table " + resource);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.equals("#") && !line.startsWith("# "))
                    .map(line -> row(resource, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> row(String resource, String line, int columns) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != columns || cells.contains("")) {
            throw new IllegalStateException("Row of " + resource + " has not " + columns + " columns: " + line);
        }
        return cells;
    }

    /** The words of a cell, which are divided by commas; none for {@code -}. */
    static List<String> words(String cell) {
        return cell.equals("-")
                ? List.of()
                : Arrays.stream(cell.split(","))
                        .map(String::strip)
                        .map(Line::fold)
                        .toList();
    }
}
