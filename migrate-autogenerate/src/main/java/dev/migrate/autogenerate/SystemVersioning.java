package dev.migrate.autogenerate;

import dev.migrate.ddl.Ddl;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The columns of system-versioned tables that record a period, or that have no versions.
 *
 * @param ddl recognizes them
 */
record SystemVersioning(Ddl ddl) {

    /** Returns a table of models that cannot define these columns, with those that the database has. */
    Table kept(Table wanted, Table live) {
        List<Column> columns = new ArrayList<>();
        for (Column column : wanted.columns()) {
            columns.add(live.column(column.name())
                    .map((found) -> this.ddl.isPeriod(found) ? found : this.ddl.versionedLike(found, column))
                    .orElse(column));
        }
        live.columns().stream()
                .filter((column) -> this.ddl.isPeriod(column)
                        && wanted.column(column.name()).isEmpty())
                .forEach(columns::add);
        return columns.equals(wanted.columns()) ? wanted : wanted.withColumns(columns);
    }

    /**
     * Refuses a change of the columns that record the period of an existing table.
     *
     * @throws AutogenerateException if there is one
     */
    void checkPeriods(List<SchemaDifference> differences) {
        for (SchemaDifference difference : differences) {
            boolean changes = difference.table() != null
                    && ((difference.before() instanceof Column before && this.ddl.isPeriod(before))
                            || (difference.after() instanceof Column after && this.ddl.isPeriod(after)));
            boolean toggles = difference.before() instanceof Table before
                    && difference.after() instanceof Table after
                    && this.ddl.isVersioned(before) != this.ddl.isVersioned(after)
                    && Stream.of(before, after)
                            .flatMap((table) -> table.columns().stream())
                            .anyMatch(this.ddl::isPeriod);
            if (changes || toggles) {
                QualifiedName table =
                        Objects.requireNonNullElseGet(difference.table(), () -> ((Table) difference.element()).name());
                throw new AutogenerateException(
                        ErrorCode.NOT_COMPARED,
                        "The columns of table '%s' that record the period of its rows (GENERATED ALWAYS AS ROW START, ROW END) cannot be added, changed, or dropped by a generated script."
                                .formatted(table),
                        "Write a revision by hand that adds or drops both columns, PERIOD FOR SYSTEM_TIME and SYSTEM VERSIONING in one ALTER TABLE, upgrade, then run autogenerate again.",
                        null);
            }
        }
    }
}
