package dev.migrate.autogenerate;

import dev.migrate.autogenerate.Proposal.Verification;
import dev.migrate.autogenerate.ScratchVerifier.Verified;
import dev.migrate.ddl.Ddl;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.ComparisonRules;
import dev.migrate.diff.Inheritance;
import dev.migrate.diff.OperationPlanner;
import dev.migrate.diff.SchemaComparison;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.render.SectionText;
import dev.migrate.render.Warning;
import dev.migrate.rows.RowVerification.Observed;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import dev.migrate.scratch.ScratchFactory;
import dev.migrate.surroundings.Surroundings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares one database, as it was read, with one target schema. */
final class AutogenerateRun {

    private static final Pattern ONLY_IN_SQL = Pattern.compile("^(UNLOGGED ?)?(INHERITS|PARTITION BY|USING|WITH) ");

    private final ModelSource source;
    private final DatabaseContext databaseContext;
    private final Dialect dialect;
    private final Ddl ddl;
    private final ScratchVerifier scratchVerifier;
    private final TargetSchema targetSchema;
    private final Schema live;
    private final RequestedRenames renames;
    private final ComparisonRules comparisonRules;
    private final Set<String> unread;
    private final KeptAccess access;
    private final LostAttachments attachments;
    private final UsedExtensions extensions;

    AutogenerateRun(
            ModelSource source,
            DatabaseContext databaseContext,
            ScratchFactory scratchDatabases,
            Surroundings surroundings,
            KeptAccess access,
            LostAttachments attachments,
            UsedExtensions extensions,
            ComparisonRules comparisonRules,
            TargetSchema targetSchema,
            List<Rename> asked,
            Set<String> unread) {
        this.source = source;
        this.databaseContext = databaseContext;
        this.dialect = databaseContext.dialect();
        ZoneId zone = targetSchema.timeZone();
        this.ddl = zone == null ? databaseContext.ddl() : databaseContext.ddl().inTimeZone(zone);
        this.scratchVerifier =
                new ScratchVerifier(this.dialect, this.ddl, scratchDatabases, surroundings, comparisonRules);
        this.targetSchema = targetSchema;
        this.live = databaseContext.current();
        this.renames = new RequestedRenames(databaseContext, asked, targetSchema.renames());
        this.comparisonRules = comparisonRules;
        this.unread = unread;
        this.access = access;
        this.attachments = attachments;
        this.extensions = extensions;
    }

    /** Returns the differences, without verification of the script. */
    Proposal compare() {
        return propose(false, Map.of());
    }

    /**
     * Returns a verified script.
     *
     * @param dependents excluded tables whose rows would change while another table is rebuilt, by the name of the
     *     other table
     */
    Proposal propose(Map<QualifiedName, QualifiedName> dependents) {
        return propose(true, dependents);
    }

    private Proposal propose(boolean verified, Map<QualifiedName, QualifiedName> dependents) {
        TargetSchema targetSchema = desiredAfter(this.renames.operations());
        Schema wanted =
                withLabelOrder(withOptions(this.scratchVerifier.schemaOf(targetSchema.statements(), this.unread)));
        RequestedRenames renames = this.renames.towards(wanted);
        List<Operation> renaming = renames.operations();
        List<SchemaDifference> all = SchemaComparison.between(this.live, wanted, this.comparisonRules);
        List<SchemaDifference> rough = owned(all);
        if (rough.isEmpty() && renaming.isEmpty()) {
            return nothing(targetSchema, unmanaged(all));
        }
        AffectedTables affectedTables = AffectedTables.of(this.live, wanted, rough, renames.all());
        Schema from = this.scratchVerifier.reprinted(affectedTables.of(this.live));
        boolean breaksViews =
                this.ddl.limits().contains(DdlLimit.REBUILDS_TABLES) && ViewsOfRenamed.readEachOther(from, renaming);
        Schema renamed = renaming.isEmpty() || breaksViews ? from : this.scratchVerifier.after(from, renaming);
        ViewsOfRenamed views = ViewsOfRenamed.of(from, renamed, renaming);
        List<Operation> first = new ArrayList<>(views.drops());
        first.addAll(renaming);
        if (!views.isEmpty()) {
            renamed = this.scratchVerifier.after(from, first);
        }
        Schema part = affectedTables.of(wanted);
        List<SchemaDifference> unmanaged = unmanaged(SchemaComparison.between(renamed, part, this.comparisonRules));
        List<SqlObject> keptViews = views.views().stream()
                .filter((view) -> !this.targetSchema.owns().test(view))
                .map((view) -> views.rewritten(view, from, renaming, this.dialect))
                .toList();
        Schema to = target(from, with(unmanaged, withAll(keptViews, part)), KeptObjects.of(unmanaged, keptViews));
        List<SchemaDifference> differences = SchemaComparison.between(renamed, to, this.comparisonRules);
        if (differences.isEmpty() && renaming.isEmpty()) {
            return nothing(targetSchema, unmanaged);
        }
        new SystemVersioning(this.ddl).checkPeriods(differences);
        List<Operation> changes = new ArrayList<>(first);
        changes.addAll(OperationPlanner.plan(renamed, to, differences, this.ddl.limits(), targetSchema.rows()));
        ReplacedTypes.check(changes, renamed);
        List<Operation> operations = this.access.in(changes);
        checkDependents(dependents, operations);
        if (verified) {
            this.attachments.check(operations);
        }
        Trial trial = new Trial(from, renamed, to, first, operations, remarks(targetSchema, operations, wanted));
        Written written = written(trial, this.ddl, verified);
        if (!written.verification().succeeded() && this.ddl.asPrinted() != this.ddl) {
            Written asPrinted = written(trial, this.ddl.asPrinted(), verified);
            written = asPrinted.verification().succeeded() ? asPrinted : written;
        }
        return new Proposal(
                drift(
                        targetSchema,
                        GivenNames.in(views.asChanges(differences, this.targetSchema.owns()), operations),
                        unmanaged),
                renames.all(),
                written.up().text(),
                written.down().text(),
                written.up().warnings(),
                RenameHints.of(joined(differences, targetSchema.unmapped())),
                written.verification());
    }

    /**
     * Returns the target schema as the server prints it.
     *
     * @param before the schema before the renames, which kept objects fit
     */
    private Schema target(Schema before, Schema wanted, KeptObjects kept) {
        if (this.ddl.limits().contains(DdlLimit.REBUILDS_TABLES)) {
            this.scratchVerifier.check(kept, before, wanted);
        }
        try {
            return this.scratchVerifier.reprintedTarget(wanted);
        } catch (AutogenerateException failure) {
            if (failure.code() == ErrorCode.UNPROVED) {
                this.scratchVerifier.check(kept, before, wanted);
            }
            throw failure;
        }
    }

    private Written written(Trial trial, Ddl words, boolean verified) {
        Written written = written(trial, words, OperationPlanner.inverse(trial.operations()), verified);
        if (written.verification().failedAt() == Verification.Step.DOWN) {
            Schema reached =
                    this.scratchVerifier.after(trial.from(), written.up().text());
            Written other = written(trial, words, this.access.in(downgrade(trial, words, reached)), verified);
            return other.verification().succeeded() ? other : written;
        }
        return written;
    }

    private Written written(Trial trial, Ddl words, List<Operation> inverse, boolean verified) {
        SectionText up = upgrade(trial, words, List.of());
        SectionText down = downgrade(trial, words, inverse, List.of());
        if (!verified) {
            return new Written(up, down, Verification.SUCCEEDED);
        }
        Verified result = this.scratchVerifier.verify(trial.from(), trial.to(), up, down);
        Observed observed = result.observed();
        return new Written(
                observed.upgrade().isEmpty() ? up : upgrade(trial, words, observed.upgrade()),
                observed.downgrade().isEmpty() ? down : downgrade(trial, words, inverse, observed.downgrade()),
                result.verification());
    }

    private SectionText upgrade(Trial trial, Ddl words, List<Warning> observed) {
        List<Warning> remarks = new ArrayList<>(trial.remarks());
        remarks.addAll(observed);
        return SectionText.ofUpgrade(trial.operations(), this.dialect, words, remarks, trial.renamed())
                .including(observed);
    }

    private SectionText downgrade(Trial trial, Ddl words, List<Operation> inverse, List<Warning> observed) {
        List<Warning> remarks = new ArrayList<>(this.access.ofDroppedTables(trial.operations()));
        remarks.addAll(observed);
        return SectionText.ofDowngrade(inverse, this.dialect, words, trial.operations(), remarks, trial.to())
                .including(observed);
    }

    /** The schemas and operations of a script. The renames, and the drops of views before them, come first. */
    private record Trial(
            Schema from,
            Schema renamed,
            Schema to,
            List<Operation> renaming,
            List<Operation> operations,
            List<Warning> remarks) {}

    /** A script, and the result of its verification. */
    private record Written(SectionText up, SectionText down, Verification verification) {}

    /** Returns the target schema after the renames, for a source that completes its models from the database. */
    private TargetSchema desiredAfter(List<Operation> renaming) {
        return renaming.isEmpty() || !this.source.isPartial()
                ? this.targetSchema
                : this.source.desired(
                        this.databaseContext.withCurrent(this.scratchVerifier.after(this.live, renaming)));
    }

    private Drift drift(
            TargetSchema targetSchema, List<SchemaDifference> differences, List<SchemaDifference> unmanaged) {
        return new Drift(
                this.source.name(),
                differences.stream()
                        .map((schemaDifference) -> schemaDifference.converted(this.ddl::readable))
                        .toList(),
                joined(unmanaged, targetSchema.unmapped()));
    }

    private static <E> List<E> joined(List<E> left, List<E> right) {
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
                Verification.SUCCEEDED);
    }

    /**
     * Generates the downgrade from a comparison of the schemas, for cases in which the inverse operations are not
     * sufficient.
     */
    private static List<Operation> downgrade(Trial trial, Ddl words, Schema reached) {
        List<SchemaDifference> differences = SchemaComparison.between(reached, trial.renamed(), ComparisonRules.STRICT);
        List<Operation> operations =
                new ArrayList<>(OperationPlanner.plan(reached, trial.renamed(), differences, words.limits(), Map.of()));
        operations.addAll(OperationPlanner.inverse(trial.renaming()));
        return operations;
    }

    private List<SchemaDifference> owned(List<SchemaDifference> differences) {
        List<SchemaDifference> owned = new ArrayList<>(differences);
        owned.removeAll(unmanaged(differences));
        return owned;
    }

    /** Returns the drops of objects that are kept. What belongs to a dropped table, such as its triggers, is not kept. */
    private List<SchemaDifference> unmanaged(List<SchemaDifference> differences) {
        List<SchemaDifference> unmanaged =
                differences.stream().filter(this::isUnmanaged).toList();
        Set<QualifiedName> dropped = differences.stream()
                .filter((difference) -> difference.change() == Change.DROP && !unmanaged.contains(difference))
                .flatMap((difference) -> Stream.ofNullable(difference.before()))
                .filter(Table.class::isInstance)
                .map((table) -> ((Table) table).name())
                .collect(Collectors.toSet());
        return unmanaged.stream()
                .filter((difference) -> !(difference.before() instanceof SqlObject sqlObject)
                        || sqlObject.table() == null
                        || !dropped.contains(sqlObject.table()))
                .toList();
    }

    private boolean isUnmanaged(SchemaDifference schemaDifference) {
        return schemaDifference.change() == Change.DROP
                && schemaDifference.before() != null
                && (!this.targetSchema.owns().test(schemaDifference.before())
                        || isExtension(schemaDifference.before()));
    }

    /** An extension belongs to the database, and other schemas might depend on it. */
    private static boolean isExtension(SchemaObject schemaObject) {
        return schemaObject instanceof SqlObject sqlObject && sqlObject.kind() == SqlObject.Kind.EXTENSION;
    }

    private List<Warning> remarks(TargetSchema targetSchema, List<Operation> operations, Schema wanted) {
        List<Warning> remarks = new ArrayList<>(targetSchema.remarks());
        remarks.addAll(this.access.otherOwners(operations));
        remarks.addAll(this.access.ofRecreatedColumns(operations));
        remarks.addAll(this.attachments.in(operations));
        remarks.addAll(this.extensions.in(operations, this.live, wanted));
        return remarks;
    }

    /** Returns the target schema with the partitioning and inheritance of tables, which not all models can define. */
    private Schema withOptions(Schema wanted) {
        return this.targetSchema.isComplete()
                ? wanted
                : wanted.withTables(wanted.tables().stream()
                        .map((table) -> this.live
                                .table(table.name())
                                .filter((found) -> table.options().isEmpty()
                                        && ONLY_IN_SQL.matcher(found.options()).find())
                                .map((found) -> Inheritance.withoutInherited(
                                        new SystemVersioning(this.ddl)
                                                .kept(table, found)
                                                .withOptions(found.options()),
                                        this.live))
                                .orElse(table))
                        .toList());
    }

    /** Returns the target schema with the labels of each type in the order of the database, if the models declare none. */
    private Schema withLabelOrder(Schema wanted) {
        return this.targetSchema.isComplete()
                ? wanted
                : new Schema(
                        wanted.namespaces(),
                        wanted.enums().stream()
                                .map((type) -> this.live.enums().stream()
                                        .filter((found) -> found.name().equals(type.name()))
                                        .findFirst()
                                        .map((found) -> LabelOrder.of(found, type))
                                        .orElse(type))
                                .toList(),
                        wanted.sequences(),
                        wanted.tables(),
                        wanted.definitions());
    }

    /** Returns the target schema with the views that a rename would break and that the models cannot define. */
    private static Schema withAll(List<SqlObject> views, Schema wanted) {
        Schema all = wanted;
        for (SqlObject view : views) {
            all = all.with(null, view);
        }
        return all;
    }

    /** Returns the target schema with the unmanaged objects of the database added. */
    private static Schema with(List<SchemaDifference> unmanaged, Schema wanted) {
        Schema all = wanted;
        for (SchemaDifference schemaDifference : unmanaged) {
            all = all.with(schemaDifference.table(), Objects.requireNonNull(schemaDifference.before()));
        }
        return all;
    }

    /**
     * Rejects a script that rebuilds or drops a table that an excluded table references by a foreign key with an action. An excluded
     * table must not change, so its key cannot be dropped temporarily.
     */
    private static void checkDependents(Map<QualifiedName, QualifiedName> dependents, List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation instanceof RebuildTable rebuild) {
                checkDependents(dependents, rebuild.before().name(), "must be recreated");
            } else if (operation instanceof DropTable drop) {
                checkDependents(dependents, drop.table().name(), "is dropped");
            }
        }
    }

    private static void checkDependents(
            Map<QualifiedName, QualifiedName> dependents, QualifiedName table, String change) {
        QualifiedName other = dependents.get(table);
        if (other != null) {
            throw new AutogenerateException(
                    ErrorCode.EXCLUDED_KEY,
                    "'%s' %s, but '%s', which is excluded, references it by a foreign key that would delete or change its rows."
                            .formatted(table, change, other),
                    "Include '%s' in the comparison, or write this change by hand, in a section that begins with PRAGMA foreign_keys = OFF."
                            .formatted(other),
                    null);
        }
    }
}
