package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.RecordTables;
import dev.migrate.error.Command;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.failure.FailureKind;
import dev.migrate.history.History;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Translates failed accesses to Migrate's own tables: their schema or some of them might be missing, or other software
 * might use their names.
 *
 * @param recordTables Migrate's own tables
 * @param schemaSet whether {@code migrate.schema} is set
 */
record RecordAccessFailures(
        Connection connection, Dialect dialect, RecordTables recordTables, History history, boolean schemaSet) {

    /**
     * Returns the exception for a failure.
     *
     * @param doing the failed action, as an infinitive without "to"
     */
    MigrateException translate(String doing, DataAccessException failure) {
        if (this.dialect.failureKind(failure) == FailureKind.MISSING_RIGHT) {
            return missingRight(doing, failure);
        }
        if (!(failure.getRootCause() instanceof SQLException cause) || !this.dialect.isMissingTable(cause)) {
            boolean isWrongColumn =
                    failure instanceof BadSqlGrammarException || failure instanceof UncategorizedSQLException;
            List<String> taken = isWrongColumn ? this.history.takenNames() : List.of();
            return taken.isEmpty()
                    ? FailureTranslator.ofEngine(this.dialect, doing, failure)
                    : FailureTranslator.ofTakenNames(taken, failure);
        }
        List<String> missing = this.history.missingTables();
        return missingSchema(failure)
                .orElseGet(() -> isLost(missing, cause)
                        ? new DatabaseException(
                                ErrorCode.ENGINE_TABLE_MISSING,
                                "Tables of Migrate do not exist: '%s'.".formatted(String.join("', '", missing)),
                                Remedy.of(
                                        "Run %s to create them again, then retry. Their contents are lost.",
                                        new Command("ensure-version")),
                                failure)
                        : FailureTranslator.ofEngine(this.dialect, doing, failure));
    }

    private MigrateException missingRight(String doing, DataAccessException failure) {
        boolean exist = failure.getRootCause() instanceof SQLException cause && isOfRecord(cause);
        try {
            String user = this.connection.getMetaData().getUserName();
            String grant = this.dialect
                    .schemas()
                    .grant(this.connection, this.recordTables, exist)
                    .map("Run '%s' as an administrator."::formatted)
                    .orElseGet(() ->
                            "Grant the user the privileges to create tables in the schema, and to read and write those whose names begin with '%s'."
                                    .formatted(this.recordTables.prefix()));
            return FailureTranslator.ofMissingRight(
                    this.dialect, doing, "The database user '%s'".formatted(user), grant, failure);
        } catch (SQLException second) {
            failure.addSuppressed(second);
            return FailureTranslator.ofEngine(this.dialect, doing, failure);
        }
    }

    /** Returns whether only some of the tables are missing, and the failure names one of Migrate's own tables. */
    private boolean isLost(List<String> missing, SQLException failure) {
        return !missing.isEmpty() && missing.size() < this.recordTables.names().size() && isOfRecord(failure);
    }

    /** Returns whether a failure names one of Migrate's own tables. */
    boolean isOfRecord(SQLException failure) {
        return this.recordTables.in(null).names().stream().anyMatch((name) -> mentions(failure, name));
    }

    private static boolean mentions(SQLException failure, String name) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the exception for a missing schema; empty if none is set, or if it exists.
     *
     * @param cause the failure that the missing schema caused, or null
     */
    Optional<MigrateException> missingSchema(@Nullable Exception cause) {
        try {
            return this.schemaSet && this.dialect.schemas().isMissing(this.connection, this.recordTables)
                    ? Optional.of(missingSchemaException(cause))
                    : Optional.empty();
        } catch (SQLException failure) {
            throw Session.failed("Find the schema of Migrate's own tables", failure);
        }
    }

    private MigrateException missingSchemaException(@Nullable Exception cause) throws SQLException {
        String name = this.dialect.schemas().unquoted(String.valueOf(this.recordTables.schema()));
        Remedy remedy = this.dialect.schemas().names(this.connection).stream()
                .filter((other) -> other.equalsIgnoreCase(name))
                .findFirst()
                .map((other) -> Remedy.of(
                        "Set %s to use schema '%s', whose name differs in case, or create schema '%s'.",
                        Setting.SCHEMA.to(this.dialect.schemas().settable(other)), other, name))
                .orElse(Remedy.of("Create it, or correct %s.", Setting.SCHEMA));
        return new DatabaseException(
                ErrorCode.MISSING_SCHEMA,
                "Schema '%s' does not exist.".formatted(name),
                cause == null ? remedy.then("Nothing was changed.") : remedy,
                cause);
    }
}
