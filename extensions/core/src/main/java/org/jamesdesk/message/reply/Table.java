package org.jamesdesk.message.reply;

import java.util.Arrays;
import java.util.List;
import org.jamesdesk.message.table.TableLines;

/** A table of words in a resource of this package: columns divided by {@code |}, lines beginning with {@code #} are comments. */
final class Table {
    private Table() {}

    /**
     * Reads a table.
     *
     * @throws IllegalStateException when the resource is missing or a row has not that many columns
     */
    static List<List<String>> rows(String resource, int columns) {
        return TableLines.of(Table.class, resource).stream()
                .map(line -> row(resource, line, columns))
                .toList();
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
