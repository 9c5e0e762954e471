package dev.migrate.autogenerate;

import dev.migrate.MigrationEngine;
import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.Command;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.FirstContactException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.Scope;
import dev.migrate.operation.Operation;
import dev.migrate.product.Product;
import dev.migrate.render.SectionText;
import dev.migrate.render.Warning;
import dev.migrate.schema.Schema;
import dev.migrate.scratch.LiveDatabase;
import dev.migrate.scratch.Scratch;
import dev.migrate.scratch.ScratchFactory;
import dev.migrate.surroundings.Gaps;
import dev.migrate.surroundings.Gaps.Gap;
import dev.migrate.surroundings.Surroundings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Writes the schema of a database as the SQL of a base revision. The SQL is verified before it is returned: in an empty
 * scratch database, it creates the same schema.
 */
public final class Baseline {

    private final DataSource dataSource;
    private final AutogenerateSettings settings;

    private Baseline(DataSource dataSource, AutogenerateSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
    }

    /**
     * Returns the baseline of an engine's database, without the tables that the engine's settings exclude.
     *
     * @throws FirstContactException if the database has a record
     */
    public static Baseline of(MigrationEngine engine) {
        engine.checkFirstContact();
        return new Baseline(engine.dataSource(), AutogenerateSettings.of(engine.settings()));
    }

    /**
     * The SQL of a base revision.
     *
     * @param upgrade the SQL that creates the schema
     * @param objects the number of the objects that it creates
     * @param unread descriptions of the objects of the database that it does not create: those that are not read, and
     *     those that need an excluded table, view, or sequence
     */
    public record Draft(String upgrade, int objects, List<String> unread) {

        public Draft {
            unread = List.copyOf(unread);
        }
    }

    /**
     * Reads the database and returns the SQL that creates its schema. Does not change the database.
     *
     * @throws AutogenerateException if the database is empty, if no scratch database is available, or if the SQL does not
     *     create the same schema there
     * @throws DatabaseException if the database reports an error
     */
    public Draft draft() {
        try (Connection connection = this.dataSource.getConnection()) {
            Dialect dialect = Dialects.of(connection.getMetaData());
            Product product = Product.of(dialect);
            Inspector inspector = product.inspector();
            Scope home = new Scope(null, Set.of(), this.settings.wanted());
            Scope scope = home.and(inspector.connectedSchemas(connection, home, Set.of()))
                    .and(inspector.schemasOfExtensions(connection, home));
            Gaps gaps = Gaps.of(inspector.read(connection, scope.everythingIn(Set.of())), scope);
            Schema live = gaps.removedFrom(inspector.read(connection, scope));
            Ddl ddl = dialect.ddl(connection);
            List<Operation> operations = OperationPlanner.copy(live, ddl.limits());
            if (operations.isEmpty()) {
                throw new AutogenerateException(
                        ErrorCode.NOT_COMPARED,
                        "The database contains no table, so there is no schema to write.",
                        Remedy.of("Run %s to write the first revision.", new Command("revision")),
                        null);
            }
            LiveDatabase liveDatabase =
                    new LiveDatabase(connection, this.dataSource, dialect, scope, this.settings.scratchUrl());
            try (ScratchFactory scratch = product.scratch().like(liveDatabase)) {
                scratch.sweep();
                ScratchVerifier verifier = new ScratchVerifier(
                        dialect, ddl, new DatabasesOnly(scratch), Surroundings.NONE, ComparisonRules.STRICT);
                List<Warning> remarks =
                        new ArrayList<>(new KeptAccess(inspector.access(connection, scope)).ofOtherOwners(operations));
                gaps.mentioning().forEach((gap) -> remarks.add(mentions(gap)));
                String upgrade = verified(live, operations, remarks, dialect, ddl, verifier);
                return new Draft(
                        upgrade,
                        operations.size(),
                        Stream.concat(
                                        inspector.unread(connection, scope).stream()
                                                .sorted(),
                                        gaps.needing().stream().map(Gap::toString))
                                .toList());
            }
        } catch (SQLException failure) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_ERROR,
                    "Could not read the schema of the database: " + failure.getMessage(),
                    "Correct what the database reports, then retry.",
                    failure);
        }
    }

    /** Returns the SQL in its readable form, or as the server prints it if only that creates the same schema. */
    private static String verified(
            Schema live,
            List<Operation> operations,
            List<Warning> remarks,
            Dialect dialect,
            Ddl ddl,
            ScratchVerifier verifier) {
        Schema expected = verifier.reprinted(live);
        String readable = text(operations, remarks, dialect, ddl);
        if (creates(readable, expected, verifier)) {
            return readable;
        }
        String asPrinted = text(operations, remarks, dialect, ddl.asPrinted());
        List<SchemaDifference> remaining = remaining(asPrinted, expected, verifier);
        if (remaining.isEmpty()) {
            return asPrinted;
        }
        throw unproved(remaining.stream().map(SchemaDifference::toString).collect(Collectors.joining("; ")));
    }

    private static Warning mentions(Gap gap) {
        return new Warning(
                Warning.Kind.TO_REVIEW,
                gap.object().label(),
                "names the %s, which this script does not create: create it before this %s runs"
                        .formatted(gap.missing(), gap.object().word()));
    }

    private static AutogenerateException unproved(String reason) {
        return new AutogenerateException(
                ErrorCode.UNPROVED,
                "The script would not create the schema of this database in an empty one: " + reason,
                Remedy.of(
                        "Exclude the named tables with %s. If they reference no other schema, report this as a defect of Migrate.",
                        Setting.AUTOGENERATE_EXCLUDE),
                null);
    }

    private static String text(List<Operation> operations, List<Warning> remarks, Dialect dialect, Ddl ddl) {
        return SectionText.ofUpgrade(operations, dialect, ddl, remarks, Schema.EMPTY)
                .text();
    }

    /** Whether a text creates a schema; it does not if the server rejects it. */
    private static boolean creates(String text, Schema expected, ScratchVerifier verifier) {
        try {
            return remaining(text, expected, verifier).isEmpty();
        } catch (AutogenerateException failure) {
            if (failure.code() == ErrorCode.UNPROVED) {
                return false;
            }
            throw failure;
        }
    }

    private static List<SchemaDifference> remaining(String text, Schema expected, ScratchVerifier verifier) {
        Schema created = verifier.after(Schema.EMPTY, text);
        List<SchemaDifference> remaining = SchemaComparison.between(created, expected, ComparisonRules.STRICT);
        return remaining.isEmpty()
                ? remaining
                : SchemaComparison.between(verifier.after(created, List.of()), expected, ComparisonRules.STRICT);
    }

    /** Opens databases only, never a transaction of the live database. */
    private record DatabasesOnly(ScratchFactory scratch) implements ScratchFactory {

        @Override
        public Scratch open() {
            return this.scratch.openDatabase();
        }

        @Override
        public void sweep() {
            this.scratch.sweep();
        }

        @Override
        public void close() {
            this.scratch.close();
        }
    }
}
