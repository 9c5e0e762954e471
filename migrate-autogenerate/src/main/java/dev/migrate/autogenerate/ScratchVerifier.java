package dev.migrate.autogenerate;

import dev.migrate.autogenerate.Proposal.Verification;
import dev.migrate.autogenerate.Proposal.Verification.Step;
import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.operation.Operation;
import dev.migrate.render.SectionText;
import dev.migrate.rows.RowVerification;
import dev.migrate.rows.RowVerification.Observed;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.scratch.Scratch;
import dev.migrate.scratch.ScratchFactory;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import dev.migrate.surroundings.Surroundings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Runs statements and scripts in a scratch database to determine and to verify their results. */
final class ScratchVerifier {

    /** Attributes that might differ after a server has parsed the SQL that it printed. */
    private static final Set<String> REPRINTED = Set.of("def", "default", "generated");

    private static final Location GENERATED = new Location("generated", 1);

    private final Dialect dialect;
    private final Ddl ddl;
    private final ScratchFactory scratchDatabases;
    private final Surroundings surroundings;
    private final ScratchCopy copy;
    private final Obstacles obstacles;
    private final ComparisonRules comparisonRules;

    ScratchVerifier(
            Dialect dialect,
            Ddl ddl,
            ScratchFactory scratchDatabases,
            Surroundings surroundings,
            ComparisonRules comparisonRules) {
        this.dialect = dialect;
        this.ddl = ddl.asPrinted();
        this.scratchDatabases = scratchDatabases;
        this.surroundings = surroundings;
        this.copy = new ScratchCopy(this.ddl, surroundings.names());
        this.obstacles = new Obstacles(surroundings, this.ddl);
        this.comparisonRules = comparisonRules;
    }

    /**
     * Returns the schema that statements create in an empty database.
     *
     * @param known objects that are not compared and that the statements may create because the database has them
     * @throws AutogenerateException if the statements create other objects that are not compared, or if one fails
     */
    Schema schemaOf(List<String> statements, Set<String> known) {
        try (Scratch scratch = this.scratchDatabases.open()) {
            this.copy.create(scratch, this.surroundings.below());
            scratch.run(statements);
            Set<String> uncompared = new TreeSet<>(scratch.unread());
            uncompared.removeAll(known);
            if (!uncompared.isEmpty()) {
                throw new AutogenerateException(
                        ErrorCode.NOT_COMPARED,
                        "The models create objects that are not compared and that the database does not have in this form: %s."
                                .formatted(String.join("; ", uncompared)),
                        "Write a revision for these objects by hand and upgrade, or remove them from the models.",
                        null);
            }
            return this.surroundings.lentRemovedFrom(scratch.read());
        }
    }

    /** Returns the result of operations on a schema. */
    Schema after(Schema schema, List<Operation> operations) {
        try (Scratch scratch = this.scratchDatabases.open()) {
            copyTo(scratch, schema);
            runGenerated(scratch, sql(operations));
            return read(scratch);
        }
    }

    /** Returns the result of a script on a schema. */
    Schema after(Schema schema, String text) {
        try (Scratch scratch = this.scratchDatabases.open()) {
            copyTo(scratch, schema);
            runGenerated(scratch, statements(text));
            return read(scratch);
        }
    }

    private static void runGenerated(Scratch scratch, List<String> statements) {
        ScratchCopy.runGenerated(scratch, statements, "The generated statements fail in a scratch database");
    }

    /**
     * Returns the schema as the server prints it after it has parsed the SQL that it printed. Rejects a schema that
     * cannot be copied completely, because the lost parts could be neither compared nor verified.
     *
     * @throws AutogenerateException if the schema cannot be copied completely
     */
    Schema reprinted(Schema schema) {
        return reprinted(schema, this.surroundings::around);
    }

    /**
     * Returns the schema of the models as the server prints it after it has parsed the SQL that it printed. What uses
     * the compared objects might not fit it.
     *
     * @throws AutogenerateException if the schema cannot be copied completely
     */
    Schema reprintedTarget(Schema schema) {
        return reprinted(schema, this.surroundings::beneath);
    }

    /**
     * Rejects a schema that kept objects do not fit.
     *
     * @param before the schema that they fit
     * @throws AutogenerateException if there are such objects
     */
    void check(KeptObjects kept, Schema before, Schema after) {
        kept.check(
                this.scratchDatabases, this.copy, this.surroundings.beneath(before), this.surroundings.beneath(after));
    }

    private Schema reprinted(Schema schema, UnaryOperator<Schema> place) {
        Schema copy = copyOf(schema, place);
        List<SchemaDifference> changes = SchemaComparison.between(schema, copy, ComparisonRules.STRICT);
        if (changes.isEmpty()) {
            return copy;
        }
        Schema again = isReprinted(changes) ? copyOf(copy, place) : copy;
        List<SchemaDifference> unstable =
                SchemaComparison.between(isReprinted(changes) ? copy : schema, again, ComparisonRules.STRICT);
        if (!unstable.isEmpty()) {
            throw new AutogenerateException(
                    ErrorCode.UNPROVED,
                    "The schema cannot be copied to a scratch database without loss, so that no script could be verified: "
                            + unstable,
                    Remedy.of(
                            "Exclude the named tables with %s, and report this as a defect of Migrate.",
                            Setting.AUTOGENERATE_EXCLUDE),
                    null);
        }
        return again;
    }

    /** The result of a verification, with the warnings that its rows add. */
    record Verified(Verification verification, Observed observed) {

        private static Verified failed(Verification verification) {
            return new Verified(verification, Observed.NOTHING);
        }
    }

    /**
     * Verifies that the upgrade changes one schema to another, that the downgrade reverts this, and that the upgrade
     * succeeds again: first without rows, then the upgrade and the downgrade with rows.
     */
    Verified verify(Schema from, Schema to, SectionText up, SectionText down) {
        List<Reached> reprinted = new ArrayList<>();
        Observed observed;
        Step step = Step.UP;
        try {
            try (Scratch scratch = this.scratchDatabases.open()) {
                copyTo(scratch, from);
                List<SqlObject> views = this.obstacles.readableViews(scratch);
                for (Step next : Step.values()) {
                    step = next;
                    scratch.run(statements((next == Step.DOWN ? down : up).text()));
                    Reached reached = next == Step.DOWN
                            ? new Reached(next, read(scratch), from, ComparisonRules.STRICT)
                            : new Reached(next, read(scratch), to, this.comparisonRules);
                    Optional<Verification> broken = this.obstacles.brokenView(scratch, views, next);
                    if (broken.isPresent()) {
                        return Verified.failed(broken.get());
                    }
                    List<SchemaDifference> remaining = reached.remaining();
                    if (!isReprinted(remaining)) {
                        return Verified.failed(Verification.incomplete(next, remaining));
                    }
                    if (!remaining.isEmpty()) {
                        reprinted.add(reached);
                    }
                }
                scratch.run(statements(down.text()));
                observed = new RowVerification(scratch, this.ddl)
                        .run(this.surroundings.around(from), withOuterTables(from, to), up, down);
            }
            for (Reached reached : reprinted) {
                step = reached.step();
                List<SchemaDifference> remaining = reached.as(copyOf(reached.schema(), this.surroundings::beneath))
                        .remaining();
                if (!remaining.isEmpty()) {
                    return Verified.failed(Verification.incomplete(step, remaining));
                }
            }
            return new Verified(Verification.SUCCEEDED, observed);
        } catch (AutogenerateException failure) {
            return Verified.failed(this.obstacles.rejected(step, failure));
        }
    }

    /** Returns a schema with the tables around another one, which foreign keys of both can reference. */
    private Schema withOuterTables(Schema inner, Schema schema) {
        List<Table> tables = new ArrayList<>(schema.tables());
        this.surroundings.around(inner).tables().stream()
                .filter((table) -> inner.table(table.name()).isEmpty()
                        && schema.table(table.name()).isEmpty())
                .forEach(tables::add);
        return schema.withTables(tables);
    }

    private static boolean isReprinted(List<SchemaDifference> differences) {
        return differences.stream()
                .allMatch((schemaDifference) -> schemaDifference.change() == Change.ALTER
                        && REPRINTED.containsAll(schemaDifference.attributes()));
    }

    /** The actual and the expected result of a step of the verification. */
    private record Reached(Step step, Schema schema, Schema wanted, ComparisonRules rules) {

        List<SchemaDifference> remaining() {
            return SchemaComparison.between(this.schema, this.wanted, this.rules);
        }

        /** Returns the step with the schema as the server prints it after it has parsed the SQL that it printed. */
        Reached as(Schema reprinted) {
            return new Reached(this.step, reprinted, this.wanted, this.rules);
        }
    }

    private Schema copyOf(Schema schema, UnaryOperator<Schema> place) {
        try (Scratch scratch = this.scratchDatabases.open()) {
            this.copy.create(scratch, place.apply(schema));
            return read(scratch);
        }
    }

    private void copyTo(Scratch scratch, Schema schema) {
        this.copy.create(scratch, this.surroundings.around(schema));
    }

    private Schema read(Scratch scratch) {
        return this.surroundings.removedFrom(scratch.read());
    }

    private List<String> sql(List<Operation> operations) {
        return operations.stream()
                .flatMap((operation) -> operation.accept(this.ddl).stream())
                .toList();
    }

    /** Returns the statements of a script, split as the engine splits them. */
    private List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        try (Statements split = this.dialect.lexer().statements(new StringReader(text), GENERATED)) {
            for (Optional<Statement> next = split.next(); next.isPresent(); next = split.next()) {
                statements.add(next.get().sql());
            }
        }
        return statements;
    }
}
