package dev.migrate.autogenerate;

import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.error.AutogenerateException;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.render.SectionText;
import dev.migrate.render.Warning;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** One comparison of a database, as it was read, with what the models want. */
final class AutogenerateRun {

    private final ModelSource source;
    private final DatabaseContext databaseContext;
    private final Dialect dialect;
    private final Ddl ddl;
    private final ScratchVerifier scratchVerifier;
    private final TargetSchema targetSchema;
    private final Schema live;
    private final Renames renames;
    private final ComparisonRules comparisonRules;
    private final Set<String> unread;

    AutogenerateRun(
            ModelSource source,
            DatabaseContext databaseContext,
            ScratchFactory scratch,
            ComparisonRules comparisonRules,
            TargetSchema targetSchema,
            List<Rename> asked,
            Set<String> unread) {
        this.source = source;
        this.databaseContext = databaseContext;
        this.dialect = databaseContext.dialect();
        this.ddl = databaseContext.ddl();
        this.scratchVerifier = new ScratchVerifier(this.dialect, this.ddl, scratch, comparisonRules);
        this.targetSchema = targetSchema;
        this.live = databaseContext.current();
        this.renames = new Renames(databaseContext, asked, targetSchema.renames());
        this.comparisonRules = comparisonRules;
        this.unread = unread;
    }

    /** What there would be to do, without a look at whether it can be done. */
    Proposal compare() {
        return propose(false, Map.of());
    }

    /**
     * A script that was tried.
     *
     * @param leaning tables out of sight that lose rows while another is made anew, by the name of the other
     */
    Proposal propose(Map<QualifiedName, QualifiedName> leaning) {
        return propose(true, leaning);
    }

    private Proposal propose(boolean proved, Map<QualifiedName, QualifiedName> leaning) {
        TargetSchema targetSchema = desiredAfter(this.renames.operations());
        Schema wanted = this.scratchVerifier.made(targetSchema.statements(), this.unread);
        Renames renames = this.renames.towards(wanted);
        List<Operation> renaming = renames.operations();
        List<SchemaDifference> all = SchemaComparison.between(this.live, wanted, this.comparisonRules);
        List<SchemaDifference> rough = owned(all);
        if (rough.isEmpty() && renaming.isEmpty()) {
            return nothing(targetSchema, unmanaged(all));
        }
        AffectedTables affectedTables = AffectedTables.of(this.live, wanted, rough, renames.all());
        Schema from = this.scratchVerifier.settled(affectedTables.of(this.live));
        Schema renamed = renaming.isEmpty() ? from : this.scratchVerifier.changed(from, renaming);
        List<SchemaDifference> unmanaged =
                unmanaged(SchemaComparison.between(renamed, affectedTables.of(wanted), this.comparisonRules));
        Schema to = this.scratchVerifier.settled(with(unmanaged, affectedTables.of(wanted)));
        List<SchemaDifference> differences = SchemaComparison.between(renamed, to, this.comparisonRules);
        if (differences.isEmpty() && renaming.isEmpty()) {
            return nothing(targetSchema, unmanaged);
        }
        List<Operation> operations = new ArrayList<>(renaming);
        operations.addAll(OperationPlanner.plan(renamed, to, differences, this.ddl.limits(), targetSchema.rows()));
        checkNotEmptying(leaning, operations);
        Trial trial = new Trial(from, renamed, to, renaming, operations, targetSchema.remarks());
        Written written = written(trial, this.ddl, proved);
        if (!written.proof().holds() && this.ddl.asPrinted() != this.ddl) {
            Written asPrinted = written(trial, this.ddl.asPrinted(), proved);
            written = asPrinted.proof().holds() ? asPrinted : written;
        }
        return new Proposal(
                drift(targetSchema, differences, unmanaged),
                renames.all(),
                written.up().text(),
                written.down(),
                written.up().warnings(),
                RenameDetector.likelyRenames(joined(differences, targetSchema.unmapped())),
                written.proof());
    }

    private Written written(Trial trial, Ddl words, boolean proved) {
        SectionText up = SectionText.up(trial.operations(), this.dialect, words, trial.remarks());
        String down = SectionText.down(
                        OperationPlanner.inverse(trial.operations()), this.dialect, words, trial.operations())
                .text();
        Proposal.Proof proof =
                proved ? this.scratchVerifier.proof(trial.from(), trial.to(), up.text(), down) : Proposal.Proof.HOLDS;
        if (proof.failedAt() == Proposal.Proof.Step.DOWN) {
            String other = downgrade(trial, words, this.scratchVerifier.changed(trial.from(), up.text()));
            Proposal.Proof otherProof = this.scratchVerifier.proof(trial.from(), trial.to(), up.text(), other);
            if (otherProof.holds()) {
                return new Written(up, other, otherProof);
            }
        }
        return new Written(up, down, proof);
    }

    /** What leads from where to where; the renaming comes first among the operations. */
    private record Trial(
            Schema from,
            Schema renamed,
            Schema to,
            List<Operation> renaming,
            List<Operation> operations,
            List<Warning> remarks) {}

    /** A script in some product's words, and what became of it on scratch. */
    private record Written(SectionText up, String down, Proposal.Proof proof) {}

    /** What a source that takes from the database what it does not know wants once everything has its new name. */
    private TargetSchema desiredAfter(List<Operation> renaming) {
        return renaming.isEmpty() || !this.source.isPartial()
                ? this.targetSchema
                : this.source.desired(this.databaseContext.seeing(this.scratchVerifier.changed(this.live, renaming)));
    }

    private Drift drift(
            TargetSchema targetSchema, List<SchemaDifference> differences, List<SchemaDifference> unmanaged) {
        return new Drift(
                this.source.name(),
                differences.stream()
                        .map((schemaDifference) -> schemaDifference.worded(this.ddl::readable))
                        .toList(),
                joined(unmanaged, targetSchema.unmapped()));
    }

    private static List<SchemaDifference> joined(List<SchemaDifference> left, List<SchemaDifference> right) {
        return Stream.concat(left.stream(), right.stream()).toList();
    }

    private Proposal nothing(TargetSchema targetSchema, List<SchemaDifference> unmanaged) {
        return new Proposal(
                drift(targetSchema, List.of(), unmanaged),
                List.of(),
                "",
                "",
                List.of(),
                List.of(),
                Proposal.Proof.HOLDS);
    }

    /** The way back as if it were a way up, where taking back each step is not enough. */
    private String downgrade(Trial trial, Ddl words, Schema reached) {
        List<SchemaDifference> differences = SchemaComparison.between(reached, trial.renamed(), ComparisonRules.STRICT);
        List<Operation> operations =
                new ArrayList<>(OperationPlanner.plan(reached, trial.renamed(), differences, words.limits(), Map.of()));
        operations.addAll(OperationPlanner.inverse(trial.renaming()));
        return SectionText.down(operations, this.dialect, words, trial.operations())
                .text();
    }

    private List<SchemaDifference> owned(List<SchemaDifference> differences) {
        return differences.stream()
                .filter((schemaDifference) -> !isUnmanaged(schemaDifference))
                .toList();
    }

    private List<SchemaDifference> unmanaged(List<SchemaDifference> differences) {
        return differences.stream().filter(this::isUnmanaged).toList();
    }

    private boolean isUnmanaged(SchemaDifference schemaDifference) {
        return schemaDifference.change() == Change.DROP
                && schemaDifference.before() != null
                && (!this.targetSchema.owns().test(schemaDifference.before())
                        || isExtension(schemaDifference.before()));
    }

    /** An extension belongs to the database, and other schemas of it may rest on it. */
    private static boolean isExtension(SchemaObject schemaObject) {
        return schemaObject instanceof SqlObject sqlObject && sqlObject.kind() == SqlObject.Kind.EXTENSION;
    }

    /** What is wanted, and beside it what the database has of kinds that the models cannot ask for. */
    private static Schema with(List<SchemaDifference> unmanaged, Schema wanted) {
        Schema all = wanted;
        for (SchemaDifference schemaDifference : unmanaged) {
            all = all.with(schemaDifference.table(), Objects.requireNonNull(schemaDifference.before()));
        }
        return all;
    }

    /** A table that is left out is not touched, so that its key cannot step aside as others do. */
    private static void checkNotEmptying(Map<QualifiedName, QualifiedName> leaning, List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation instanceof RebuildTable rebuild) {
                checkNotEmptying(leaning, rebuild.before().name(), "must be recreated");
            } else if (operation instanceof DropTable drop) {
                checkNotEmptying(leaning, drop.table().name(), "goes");
            }
        }
    }

    private static void checkNotEmptying(
            Map<QualifiedName, QualifiedName> leaning, QualifiedName table, String whatBecomesOfIt) {
        QualifiedName other = leaning.get(table);
        if (other != null) {
            throw new AutogenerateException(
                    "excluded-key",
                    "'%s' %s, and '%s', which is left out, has a key to it that deletes or changes its rows meanwhile."
                            .formatted(table, whatBecomesOfIt, other),
                    "Take '%s' into the comparison, or write this change by hand, in a section with transaction=off that begins with PRAGMA foreign_keys = OFF."
                            .formatted(other),
                    null);
        }
    }
}
