package dev.migrate.autogenerate;

import dev.migrate.MigrationEngine;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.Command;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.Remedy;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Scope;
import dev.migrate.product.Product;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.schema.Schema;
import dev.migrate.scratch.LiveDatabase;
import dev.migrate.scratch.ScratchFactory;
import dev.migrate.surroundings.ModelText;
import dev.migrate.surroundings.Surroundings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Compares models with a database and proposes a script that resolves the differences. The schema that the models
 * define is created in a scratch database, so that the same server and the same inspector describe both sides. The
 * script is verified there before it is returned: upgrade, downgrade, and upgrade again.
 */
public final class Autogenerate {

    private final DataSource dataSource;
    private final ModelSource source;
    private final AutogenerateSettings settings;
    private final Runnable checkFirstScript;

    /**
     * Returns a comparison of an engine's database with models, with the engine's settings.
     *
     * @throws FirstContactException if the engine would not upgrade this database
     * @throws AutogenerateException if the database is not at the heads, or if an applied revision has no script
     */
    public static Autogenerate of(MigrationEngine engine, ModelSource models) {
        engine.checkFirstContact();
        CurrentReport current = engine.current();
        if (!current.missing().isEmpty()) {
            throw ahead(current.missing());
        }
        if (!current.upToDate()) {
            throw new AutogenerateException(
                    ErrorCode.NOT_AT_HEAD,
                    "The database is not at the heads (%s), so a pending script might already contain the missing changes."
                            .formatted(String.join(
                                    ", ",
                                    current.heads().stream()
                                            .map(RevisionReport::id)
                                            .toList())),
                    "Upgrade the database, then retry.",
                    null);
        }
        return new Autogenerate(
                engine.dataSource(), models, AutogenerateSettings.of(engine.settings()), engine::checkFirstScript);
    }

    /** Returns a comparison of all tables of a database with models, for a database without an engine. */
    public static Autogenerate of(DataSource dataSource, ModelSource models) {
        return new Autogenerate(dataSource, models, AutogenerateSettings.DEFAULT);
    }

    Autogenerate(DataSource dataSource, ModelSource source, AutogenerateSettings settings) {
        this(dataSource, source, settings, () -> {});
    }

    private Autogenerate(
            DataSource dataSource, ModelSource source, AutogenerateSettings settings, Runnable checkFirstScript) {
        this.dataSource = dataSource;
        this.source = source;
        this.settings = settings;
        this.checkFirstScript = checkFirstScript;
    }

    /**
     * Returns the differences between the database and the models. Does not change the database.
     *
     * @throws AutogenerateException if the models cannot be compared, for example because a statement fails
     * @throws DatabaseException if the database reports an error
     */
    public Drift compare() {
        return propose(List.of(), false).drift();
    }

    /**
     * Returns a script that changes the database to the models, verified in a scratch database. Does not change the
     * database.
     *
     * @param renames tables and columns that were renamed, instead of dropped and added
     * @throws FirstContactException if the engine has no scripts, and its database contains tables
     * @throws AutogenerateException if the models cannot be compared, or if a rename does not match them or the
     *     database
     * @throws DatabaseException if the database reports an error
     */
    public Proposal propose(List<Rename> renames) {
        this.checkFirstScript.run();
        return propose(renames, true);
    }

    /**
     * Parses a rename: {@code table:new} or {@code table.column:new}, with names written as in the SQL of this
     * database.
     *
     * @throws AutogenerateException if the text is not a rename
     * @throws DatabaseException if the database reports an error
     */
    public Rename rename(String text) {
        try (Connection connection = this.dataSource.getConnection()) {
            DatabaseContext databaseContext = DatabaseContext.of(connection);
            return Rename.parse(text, databaseContext::folded);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private Proposal propose(List<Rename> renames, boolean verified) {
        try (Connection connection = this.dataSource.getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            Product product = Product.of(dialect);
            Inspector inspector = product.inspector();
            Scope home = new Scope(null, Set.of(), this.settings.wanted());
            Schema database = inspector.read(connection, home.everythingIn(Set.of()));
            Schema live = home.part(database);
            DatabaseContext databaseContext = DatabaseContext.of(connection, dialect, live);
            TargetSchema targetSchema = this.source.desired(databaseContext);
            Scope scope = home.and(targetSchema.namespaces());
            ModelText models = ModelText.of(targetSchema.statements(), dialect.lexer(), targetSchema.owns());
            Set<String> connected = inspector.connectedSchemas(connection, scope, models.mentioned());
            if (!targetSchema.namespaces().isEmpty() || !connected.isEmpty()) {
                database = inspector.read(connection, scope.everythingIn(connected));
                live = scope.part(database);
                targetSchema =
                        this.source.isPartial() ? this.source.desired(databaseContext.withCurrent(live)) : targetSchema;
            }
            Surroundings surroundings = Surroundings.of(database, scope, models);
            Scope inScratch = scope.and(surroundings.schemas());
            LiveDatabase liveDatabase =
                    new LiveDatabase(connection, this.dataSource, dialect, inScratch, this.settings.scratchUrl());
            try (ScratchFactory scratch = product.scratch().like(liveDatabase)) {
                scratch.sweep();
                ComparisonRules comparisonRules = new ComparisonRules(
                        targetSchema.keysAreSets(), this.settings.ignoreNames(), targetSchema.silent());
                Set<String> unread = inspector.unread(connection, inScratch);
                AutogenerateRun autogenerateRun = new AutogenerateRun(
                        this.source,
                        databaseContext.withCurrent(live),
                        scratch,
                        surroundings,
                        new KeptAccess(inspector.access(connection, scope)),
                        new LostAttachments(inspector.attachments(connection, scope)),
                        new UsedExtensions(inspector.extensionsOfTypes(connection, scope)),
                        comparisonRules,
                        targetSchema,
                        renames,
                        unread);
                return verified
                        ? autogenerateRun.propose(inspector.externalDependents(connection, scope))
                        : autogenerateRun.compare();
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /** Returns the refusal, which names the downgrade of the first missing revision and its descendants only. */
    private static AutogenerateException ahead(List<RevisionReport> missing) {
        Set<String> ids = missing.stream().map(RevisionReport::id).collect(Collectors.toSet());
        RevisionReport first = missing.stream()
                .filter((revision) -> revision.revises().stream().noneMatch(ids::contains))
                .findFirst()
                .orElseThrow();
        String parent = first.revises().stream().findFirst().orElse("base");
        return new AutogenerateException(
                ErrorCode.NOT_AT_HEAD,
                "The database contains revisions that are not among the scripts: %s. A generated script would revert their changes."
                        .formatted(missing.stream()
                                .map((revision) -> "'%s' (%s)".formatted(revision.id(), revision.message()))
                                .collect(Collectors.joining(", "))),
                Remedy.of(
                        "Restore their scripts, or downgrade with %s, then retry.",
                        new Command("downgrade %s@%s --missing".formatted(first.id(), parent))),
                null);
    }

    private static DatabaseException failed(SQLException failure) {
        return new DatabaseException(
                ErrorCode.DATABASE_ERROR,
                "Could not compare the database with the models: " + failure.getMessage(),
                "Correct what the database reports, then retry.",
                failure);
    }
}
