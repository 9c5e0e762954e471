package dev.migrate.rows;

import dev.migrate.schema.QualifiedName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A row that is inserted into a scratch database.
 *
 * @param number the number from which its ordinary values follow; each row of a table has another one
 * @param values the literals by column
 * @param unusual the columns with an unusual value; empty for an ordinary row
 */
record SampleRow(QualifiedName table, int number, Map<String, String> values, Set<String> unusual) {

    SampleRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        unusual = Set.copyOf(unusual);
    }

    boolean isOrdinary() {
        return this.unusual.isEmpty();
    }
}
