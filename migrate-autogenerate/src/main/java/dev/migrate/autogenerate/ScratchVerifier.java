package dev.migrate.autogenerate;

import dev.migrate.autogenerate.Proposal.Proof.Step;
import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Schema;
import dev.migrate.scratch.Scratch;
import dev.migrate.scratch.ScratchFactory;
import dev.migrate.sql.Statement;
import dev.migrate.sql.Statements;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs statements and scripts in a scratch database to determine and to verify their results. */
final class ScratchVerifier {

    /** Attributes that might differ after a server has parsed the SQL that it printed. */
    private static final Set<String> REPRINTED = Set.of("def", "default", "generated");

    private static final Location GENERATED = new Location("generated", 1);

    private final Dialect dialect;
    private final Ddl ddl;
    private final ScratchFactory scratch;
    private final ComparisonRules comparisonRules;

    ScratchVerifier(Dialect dialect, Ddl ddl, ScratchFactory scratch, ComparisonRules comparisonRules) {
        this.dialect = dialect;
        this.ddl = ddl.asPrinted();
        this.scratch = scratch;
        this.comparisonRules = comparisonRules;
    }

    /**
     * Returns the schema that statements create in an empty database.
     *
     * @param known objects that are not compared and that the statements may create because the database has them
     * @throws AutogenerateException if the statements create other objects that are not compared, or if one fails
     */
    Schema made(List<String> statements, Set<String> known) {
        try (Scratch place = this.scratch.open()) {
            place.run(statements);
            Set<String> missed = new TreeSet<>(place.unread());
            missed.removeAll(known);
            if (!missed.isEmpty()) {
                throw new AutogenerateException(
                        ErrorCode.NOT_COMPARED,
                        "The models make what is not compared, and the database has not got it as they do: %s."
                                .formatted(String.join("; ", missed)),
                        "Write a revision for it by hand, and upgrade; or take it out of the models.",
                        null);
            }
            return place.read();
        }
    }

    /** Returns the result of operations on a schema. */
    Schema changed(Schema schema, List<Operation> operations) {
        try (Scratch place = this.scratch.open()) {
            copyTo(place, schema);
            place.run(sql(operations));
            return place.read();
        }
    }

    /** Returns the result of a script on a schema. */
    Schema changed(Schema schema, String text) {
        try (Scratch place = this.scratch.open()) {
            copyTo(place, schema);
            place.run(statements(text));
            return place.read();
        }
    }

    /**
     * Returns the schema as the server prints it after it has parsed the SQL that it printed. Refuses a schema that
     * cannot be copied completely, because the lost parts could be neither compared nor verified.
     *
     * @throws AutogenerateException if the schema cannot be copied completely
     */
    Schema settled(Schema schema) {
        Schema copy = changed(schema, List.of());
        List<SchemaDifference> reprinted = SchemaComparison.between(schema, copy, ComparisonRules.STRICT);
        if (reprinted.isEmpty()) {
            return copy;
        }
        Schema again = isReprinted(reprinted) ? changed(copy, List.of()) : copy;
        List<SchemaDifference> unstable =
                SchemaComparison.between(isReprinted(reprinted) ? copy : schema, again, ComparisonRules.STRICT);
        if (!unstable.isEmpty()) {
            throw new AutogenerateException(
                    ErrorCode.UNPROVED,
                    "Migrate cannot copy this schema to scratch without loss, so that nothing it wrote would be proved: "
                            + unstable,
                    Remedy.of("Leave what it names out with %s, and report it.", Setting.AUTOGENERATE_EXCLUDE),
                    null);
        }
        return again;
    }

    /**
     * Verifies that the upgrade changes one schema to another, that the downgrade reverts this, and that the upgrade
     * succeeds again.
     */
    Proposal.Proof proof(Schema from, Schema to, String up, String down) {
        List<Reached> reprinted = new ArrayList<>();
        Step step = Step.UP;
        try {
            try (Scratch place = this.scratch.open()) {
                copyTo(place, from);
                for (Step next : Step.values()) {
                    step = next;
                    place.run(statements(next == Step.DOWN ? down : up));
                    Reached reached = next == Step.DOWN
                            ? new Reached(next, place.read(), from, ComparisonRules.STRICT)
                            : new Reached(next, place.read(), to, this.comparisonRules);
                    List<SchemaDifference> left = reached.left();
                    if (!isReprinted(left)) {
                        return Proposal.Proof.missed(next, left);
                    }
                    if (!left.isEmpty()) {
                        reprinted.add(reached);
                    }
                }
            }
            for (Reached reached : reprinted) {
                step = reached.step();
                List<SchemaDifference> left =
                        reached.as(changed(reached.schema(), List.of())).left();
                if (!left.isEmpty()) {
                    return Proposal.Proof.missed(step, left);
                }
            }
            return Proposal.Proof.HOLDS;
        } catch (AutogenerateException failure) {
            return Proposal.Proof.refused(step, String.valueOf(failure.getMessage()));
        }
    }

    private static boolean isReprinted(List<SchemaDifference> differences) {
        return differences.stream()
                .allMatch((schemaDifference) -> schemaDifference.change() == Change.ALTER
                        && REPRINTED.containsAll(schemaDifference.attributes()));
    }

    /** The actual and the expected result of a step of the verification. */
    private record Reached(Step step, Schema schema, Schema wanted, ComparisonRules rules) {

        List<SchemaDifference> left() {
            return SchemaComparison.between(this.schema, this.wanted, this.rules);
        }

        /** Returns the step with the schema as the server prints it after it has parsed the SQL that it printed. */
        Reached as(Schema settled) {
            return new Reached(this.step, settled, this.wanted, this.rules);
        }
    }

    private void copyTo(Scratch place, Schema schema) {
        place.run(sql(OperationPlanner.copy(schema, this.ddl.limits())));
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
