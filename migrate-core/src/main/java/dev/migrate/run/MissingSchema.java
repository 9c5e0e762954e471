package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Detects that the schema set by {@code migrate.schema} does not exist. */
final class MissingSchema {

    private MissingSchema() {}

    /**
     * Returns the exception; empty if the schema exists.
     *
     * @param recordTables Migrate's own tables, with their schema
     * @param cause the failure that the missing schema caused, or null
     */
    static Optional<MigrateException> of(
            Connection connection, Dialect dialect, RecordTables recordTables, @Nullable Exception cause)
            throws SQLException {
        if (!dialect.lacksSchema(connection, recordTables)) {
            return Optional.empty();
        }
        String name = dialect.unquoted(String.valueOf(recordTables.schema()));
        String remedy = dialect.schemaNames(connection).stream()
                .filter((other) -> other.equalsIgnoreCase(name))
                .findFirst()
                .map((other) ->
                        "Set 'migrate.schema=%s' to use schema '%s', whose name differs in case, or create schema '%s'."
                                .formatted(dialect.settableSchema(other), other, name))
                .orElse("Create it, or correct 'migrate.schema'.");
        return Optional.of(new DatabaseException(
                ErrorCode.MISSING_SCHEMA,
                "Schema '%s' does not exist.".formatted(name),
                cause == null ? remedy + " Nothing was changed." : remedy,
                cause));
    }
}
