package org.jamesdesk.message.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The lines of a table that ships beside the class that uses it: UTF-8; empty lines, and comments, are left out. A comment
 * begins with the sign and a blank: words may begin with the sign alone.
 */
public final class TableLines {
    private TableLines() {}

    /**
     * The lines of a table whose comments begin with {@code #}, without white space around them.
     *
     * @throws IllegalStateException when the table is not there: the program is not whole
     */
    public static List<String> of(Class<?> owner, String name) {
        return of(owner, name, "#");
    }

    /** As {@link #of(Class, String)}, for tables of others with another sign of comments. */
    public static List<String> of(Class<?> owner, String name, String comment) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the table " + name + " is missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.equals(comment) && !line.startsWith(comment + " "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
