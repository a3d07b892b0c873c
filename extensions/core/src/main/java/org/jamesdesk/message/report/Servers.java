package org.jamesdesk.message.report;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.message.table.TableLines;

/** All {@link ServerTable}s in the order of {@code servers.txt}, the particular before the general. */
final class Servers {
    private static final List<ServerTable> ALL = TableLines.of(Servers.class, "servers.txt").stream()
            .map(name -> ServerTable.of(name, TableLines.of(Servers.class, "servers/" + name + ".txt")))
            .toList();

    private Servers() {}

    static List<ServerTable> all() {
        return ALL;
    }

    /** The table of the server that wrote a report. */
    static Optional<ServerTable> author(Envelope envelope, ReportText words) {
        return ALL.stream().filter(table -> table.recognises(envelope, words)).findFirst();
    }
}
