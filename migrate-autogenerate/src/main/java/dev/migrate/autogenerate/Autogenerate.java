package dev.migrate.autogenerate;

import dev.migrate.MigrationEngine;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.FirstContactException;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Inspectors;
import dev.migrate.inspect.Scope;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Compares models with a database, and writes what brings one to the other. Both sides go through the same server and the
 * same reader: what the models want is made on scratch. What is written is run there too, up, down and up again, before
 * it is offered.
 */
public final class Autogenerate {

    private final DataSource dataSource;
    private final ModelSource source;
    private final AutogenerateSettings settings;

    /**
     * Returns the comparison of an engine's database with models, by the engine's settings.
     *
     * @throws FirstContactException where the engine would not upgrade this database
     * @throws AutogenerateException where the database is not at the heads
     */
    public static Autogenerate of(MigrationEngine engine, ModelSource models) {
        engine.checkFirstContact();
        CurrentReport current = engine.current();
        if (!current.upToDate()) {
            throw new AutogenerateException(
                    "not-at-head",
                    "The database is not at the heads (%s), so a pending script might already contain the missing changes."
                            .formatted(String.join(
                                    ", ",
                                    current.heads().stream()
                                            .map(RevisionReport::id)
                                            .toList())),
                    "Upgrade the database, then retry.",
                    null);
        }
        return new Autogenerate(engine.dataSource(), models, AutogenerateSettings.of(engine.settings()));
    }

    /** Makes a comparison of one database with one source of models. */
    public Autogenerate(DataSource dataSource, ModelSource source, AutogenerateSettings settings) {
        this.dataSource = dataSource;
        this.source = source;
        this.settings = settings;
    }

    /** In what the database is not as the models want it. Nothing of the database changes. */
    public Drift compare() {
        return propose(List.of(), false).drift();
    }

    /**
     * A script from the database to the models, tried on scratch. Nothing of the database changes.
     *
     * @param renames what is not gone and new, but has another name
     */
    public Proposal propose(List<Rename> renames) {
        return propose(renames, true);
    }

    /**
     * A rename as a person writes it: {@code table:new} or {@code table.column:new}, with names as they would stand in
     * SQL for this database.
     */
    public Rename rename(String text) {
        try (Connection connection = this.dataSource.getConnection()) {
            DatabaseContext databaseContext =
                    DatabaseContext.of(connection, Dialects.of(connection.getMetaData()), Schema.EMPTY);
            return Rename.parse(text, databaseContext::folded);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private Proposal propose(List<Rename> renames, boolean proved) {
        try (Connection connection = this.dataSource.getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            Inspector inspector = Inspectors.of(dialect);
            Scope home = new Scope(null, Set.of(), this.settings.wanted());
            Schema live = inspector.read(connection, home);
            DatabaseContext databaseContext = DatabaseContext.of(connection, dialect, live);
            TargetSchema targetSchema = this.source.desired(databaseContext);
            Scope scope = new Scope(null, targetSchema.namespaces(), this.settings.wanted());
            if (!targetSchema.namespaces().isEmpty()) {
                live = inspector.read(connection, scope);
                targetSchema =
                        this.source.isPartial() ? this.source.desired(databaseContext.seeing(live)) : targetSchema;
            }
            try (ScratchFactory scratch =
                    ScratchFactories.like(connection, this.dataSource, dialect, scope, this.settings)) {
                scratch.sweep();
                ComparisonRules comparisonRules = new ComparisonRules(
                        targetSchema.keysAreSets(), this.settings.ignoreNames(), targetSchema.silent());
                Set<String> unread = inspector.unread(connection, scope);
                AutogenerateRun autogenerateRun = new AutogenerateRun(
                        this.source,
                        databaseContext.seeing(live),
                        scratch,
                        comparisonRules,
                        targetSchema,
                        renames,
                        unread);
                return proved
                        ? autogenerateRun.propose(inspector.externalDependents(connection, scope))
                        : autogenerateRun.compare();
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private static DatabaseException failed(SQLException failure) {
        return new DatabaseException(
                "database-error",
                "The database cannot be compared with the models: " + failure.getMessage(),
                "See what the database said, and try again.",
                failure);
    }
}
