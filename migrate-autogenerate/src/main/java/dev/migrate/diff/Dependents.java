package dev.migrate.diff;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Drops and recreates unchanged constraints, indexes, and generated columns that block a change. */
final class Dependents {

    private final Schema desired;
    private final Set<DdlLimit> limits;
    private final ConstraintNaming constraintNaming;
    private final ChangeImpact impact;
    private final List<Operation> changes;
    private final List<PlannedOperation> dependents = new ArrayList<>();

    /**
     * Creates the dependents of one plan.
     *
     * @param changes the planned operations
     */
    Dependents(
            Schema desired,
            Set<DdlLimit> limits,
            ConstraintNaming constraintNaming,
            ChangeImpact impact,
            List<Operation> changes) {
        this.desired = desired;
        this.limits = limits;
        this.constraintNaming = constraintNaming;
        this.impact = impact;
        this.changes = changes;
    }

    /**
     * Returns the operations for unchanged objects.
     *
     * @param tables the tables that are neither dropped nor rebuilt
     * @param changed the objects that change themselves
     */
    List<PlannedOperation> of(List<Table> tables, Set<Object> changed) {
        for (Table table : tables) {
            table.columns().stream()
                    .filter((column) -> !changed.contains(column) && isGeneratedFromAltered(table.name(), column))
                    .forEach((column) -> this.dependents.addAll(ColumnChanges.recreate(table.name(), column)));
            Set<String> recreated = recreatedColumns(table.name());
            table.constraints(Constraint.Kind.CHECK).stream()
                    .filter((check) -> !changed.contains(check)
                            && (blocks(table.name(), check) || Mentions.anyOf(recreated, check.definition())))
                    .forEach((check) -> recreate(table.name(), check));
            table.constraints(Constraint.Kind.UNIQUE).stream()
                    .filter((unique) -> !changed.contains(unique) && Mentions.anyOf(recreated, unique.definition()))
                    .forEach((unique) -> recreate(table.name(), unique));
            table.indexes().stream()
                    .filter((index) -> !changed.contains(index)
                            && (mentionsReplacedEnum(index.definition())
                                    || Mentions.anyOf(recreated, index.definition())))
                    .forEach((index) -> this.dependents.addAll(IndexChanges.recreate(table.name(), index)));
        }
        for (Table table : tables) {
            table.constraints(Constraint.Kind.FOREIGN_KEY).stream()
                    .filter((key) -> !changed.contains(key) && foreignKeyBlocks(table.name(), key))
                    .toList()
                    .forEach((key) -> recreateForeignKey(table.name(), key));
        }
        return List.copyOf(this.dependents);
    }

    /** Returns the columns that are dropped and added again, and with which their constraints and indexes are lost. */
    private Set<String> recreatedColumns(QualifiedName table) {
        List<Operation> all = Stream.concat(
                        this.changes.stream(), this.dependents.stream().map(PlannedOperation::operation))
                .toList();
        Set<String> added = all.stream()
                .filter((operation) ->
                        operation instanceof AddColumn add && add.table().equals(table))
                .map((operation) -> ((AddColumn) operation).column().name())
                .collect(Collectors.toSet());
        return all.stream()
                .filter((operation) ->
                        operation instanceof DropColumn drop && drop.table().equals(table))
                .map((operation) -> ((DropColumn) operation).column().name())
                .filter(added::contains)
                .collect(Collectors.toSet());
    }

    private void recreate(QualifiedName table, Constraint constraint) {
        Constraint named =
                constraint.implicitIndex() == null ? constraint : this.constraintNaming.named(table, constraint);
        this.dependents.add(ConstraintChanges.drop(table, constraint));
        this.dependents.add(new PlannedOperation(Phase.ADD_CONSTRAINT, new AddConstraint(table, named)));
    }

    private void recreateForeignKey(QualifiedName table, Constraint key) {
        this.dependents.add(ConstraintChanges.drop(table, key));
        this.dependents.add(
                new PlannedOperation(Phase.RECREATE_FOREIGN_KEY, new AddConstraint(table, asDesired(table, key))));
    }

    /** Returns the foreign key under its current name, with the index that the product will create for it. */
    private Constraint asDesired(QualifiedName table, Constraint key) {
        return this.desired.table(table).stream()
                .flatMap((other) -> other.constraints(Constraint.Kind.FOREIGN_KEY).stream())
                .filter((other) -> other.isEquivalentTo(key, false))
                .findFirst()
                .map((other) -> other.named(key.name()))
                .orElse(key);
    }

    private boolean blocks(QualifiedName table, Constraint check) {
        return (this.limits.contains(DdlLimit.CHECKS_BLOCK_COLUMNS)
                        && Mentions.anyOf(this.impact.alteredColumns(table), check.definition()))
                || mentionsReplacedEnum(check.definition())
                || isInAlteredColumn(table, check);
    }

    private boolean mentionsReplacedEnum(String text) {
        return Mentions.anyOf(
                this.changes.stream()
                        .filter((operation) -> operation instanceof AlterEnum alter && alter.exchanges())
                        .map((operation) ->
                                ((AlterEnum) operation).before().name().name())
                        .toList(),
                text);
    }

    /** Whether a check is part of the definition of a column that is altered. */
    private boolean isInAlteredColumn(QualifiedName table, Constraint check) {
        return check.implicitIndex() instanceof Column owner
                && this.changes.stream()
                        .anyMatch((operation) -> operation instanceof AlterColumn alter
                                && alter.table().equals(table)
                                && alter.before().name().equals(owner.name()));
    }

    private boolean isGeneratedFromAltered(QualifiedName table, Column column) {
        Set<String> altered = this.impact.alteredColumns(table);
        return this.limits.contains(DdlLimit.GENERATED_BLOCKS_INPUTS)
                && column.generated() != null
                && (altered.contains(column.name())
                        || Mentions.anyOf(altered, column.generated().expression()));
    }

    private boolean foreignKeyBlocks(QualifiedName table, Constraint key) {
        QualifiedName target = key.references();
        if (target == null) {
            return false;
        }
        if (this.limits.contains(DdlLimit.KEYS_BLOCK_TYPES)
                && (Mentions.anyOf(this.impact.keyBlockingColumns(table), String.join(" ", key.columns()))
                        || Mentions.anyOf(this.impact.keyBlockingColumns(target), key.definition()))) {
            return true;
        }
        boolean needsIndex = this.limits.contains(DdlLimit.INDEXES_SERVE_KEYS);
        return Stream.concat(this.changes.stream(), this.dependents.stream().map(PlannedOperation::operation))
                .anyMatch((operation) ->
                        dropsTarget(operation, target, key) || (needsIndex && dropsIndex(operation, table, key)));
    }

    private static boolean dropsTarget(Operation operation, QualifiedName target, Constraint key) {
        return (operation instanceof DropConstraint drop
                        && drop.table().equals(target)
                        && isTargetOf(key, drop.constraint()))
                || (operation instanceof ReplacePrimaryKey replace
                        && replace.table().equals(target)
                        && isTargetOf(key, replace.before()));
    }

    private static boolean isTargetOf(Constraint key, Constraint unique) {
        return isUnique(unique)
                && unique.columns().stream().allMatch((column) -> Mentions.anyOf(Set.of(column), key.definition()));
    }

    /**
     * Whether an operation drops an index that serves a foreign key, or whether its inverse does so if the product
     * created an index of its own for that key.
     */
    private static boolean dropsIndex(Operation operation, QualifiedName table, Constraint key) {
        boolean hasOwnIndex = key.implicitIndex() instanceof Index;
        if (operation instanceof DropIndex drop) {
            return drop.table().equals(table) && serves(drop.index().columns(), key);
        }
        if (operation instanceof CreateIndex create) {
            return hasOwnIndex
                    && create.table().equals(table)
                    && serves(create.index().columns(), key);
        }
        if (operation instanceof DropConstraint drop) {
            return drop.table().equals(table) && serves(drop.constraint(), key);
        }
        if (operation instanceof AddConstraint add) {
            return hasOwnIndex && add.table().equals(table) && serves(add.constraint(), key);
        }
        return operation instanceof ReplacePrimaryKey replace
                && replace.table().equals(table)
                && (serves(replace.before(), key) || (hasOwnIndex && serves(replace.after(), key)));
    }

    private static boolean serves(Constraint constraint, Constraint key) {
        return isUnique(constraint) && serves(constraint.columns(), key);
    }

    private static boolean serves(List<String> indexed, Constraint key) {
        return indexed.size() >= key.columns().size()
                && Set.copyOf(indexed.subList(0, key.columns().size())).equals(Set.copyOf(key.columns()));
    }

    private static boolean isUnique(Constraint constraint) {
        return constraint.kind() == Constraint.Kind.PRIMARY_KEY || constraint.kind() == Constraint.Kind.UNIQUE;
    }
}
