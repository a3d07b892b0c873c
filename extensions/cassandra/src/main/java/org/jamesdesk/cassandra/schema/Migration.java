package org.jamesdesk.cassandra.schema;

import java.util.List;

/**
 * A step forward of the schema. Published migrations never change; a later one alters what an earlier one made.
 *
 * @param version 1, 2, 3 …
 * @param statements idempotent schema changes: an interrupted migration runs again from its start
 */
record Migration(int version, List<String> statements) {
    Migration {
        statements = List.copyOf(statements);
    }
}
