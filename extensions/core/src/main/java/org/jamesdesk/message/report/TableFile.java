package org.jamesdesk.message.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A table of this package: UTF-8 text, one row a line; empty lines and lines that begin with {@code #} say nothing. */
final class TableFile {
    private TableFile() {}

    /** The rows of a table, trimmed; a missing table is a fault of the build. */
    static List<String> rows(String name) {
        try (InputStream in = Objects.requireNonNull(TableFile.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
