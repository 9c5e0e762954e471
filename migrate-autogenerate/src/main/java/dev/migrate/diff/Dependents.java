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
import dev.migrate.operation.DropObject;
import dev.migrate.operation.Operation;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drops and recreates unchanged constraints, indexes, and generated columns that block a change. */
final class Dependents {

    private final Map<QualifiedName, Table> desired;
    private final Set<DdlLimit> limits;
    private final ConstraintNaming constraintNaming;
    private final ChangeImpact impact;
    private final List<String> replacedTypes;
    private final List<PlannedOperation> dependents = new ArrayList<>();

    /** The operations on the columns, keys, and indexes of each table, with those for its dependents. */
    private final Map<QualifiedName, List<Operation>> operations = new HashMap<>();

    /**
     * Creates the dependents of one plan.
     *
     * @param changes the planned operations
     */
    Dependents(
            Map<QualifiedName, Table> desired,
            Set<DdlLimit> limits,
            ConstraintNaming constraintNaming,
            ChangeImpact impact,
            List<Operation> changes) {
        this.desired = desired;
        this.limits = limits;
        this.constraintNaming = constraintNaming;
        this.impact = impact;
        this.replacedTypes = changes.stream()
                .flatMap((operation) -> replacedType(operation).stream())
                .map(QualifiedName::name)
                .toList();
        changes.forEach(this::addToTable);
    }

    /** Returns the enumerated type that an operation replaces, or the domain that it drops for this. */
    private static Optional<QualifiedName> replacedType(Operation operation) {
        if (operation instanceof DropObject drop && drop.definition().kind() == SqlObject.Kind.DOMAIN) {
            return Optional.of(drop.definition().name());
        }
        return operation instanceof AlterEnum alter && alter.exchanges()
                ? Optional.of(alter.before().name())
                : Optional.empty();
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
                    .forEach((column) ->
                            ColumnChanges.recreate(table.name(), column).forEach(this::add));
            Set<String> recreated = recreatedColumns(table.name());
            table.constraints(Constraint.Kind.CHECK).stream()
                    .filter((check) -> !changed.contains(check)
                            && (blocks(table.name(), check) || Mentions.anyOf(recreated, check.definition())))
                    .forEach((check) -> recreate(table.name(), check));
            Stream.of(Constraint.Kind.PRIMARY_KEY, Constraint.Kind.UNIQUE, Constraint.Kind.EXCLUSION)
                    .flatMap((kind) -> table.constraints(kind).stream())
                    .filter((key) -> !changed.contains(key) && Mentions.anyOf(recreated, key.definition()))
                    .forEach((key) -> recreate(table.name(), key));
            table.indexes().stream()
                    .filter((index) -> !changed.contains(index)
                            && (mentionsReplacedType(index.definition())
                                    || Mentions.anyOf(recreated, index.definition())))
                    .forEach((index) ->
                            IndexChanges.recreate(table.name(), index).forEach(this::add));
        }
        for (Table table : tables) {
            for (Constraint key : table.constraints(Constraint.Kind.FOREIGN_KEY)) {
                if (!changed.contains(key)) {
                    keepForeignKey(table, key);
                }
            }
        }
        return List.copyOf(this.dependents);
    }

    /** Adds what a foreign key needs so that the changes succeed: another index, or to be dropped and recreated. */
    private void keepForeignKey(Table table, Constraint key) {
        if (foreignKeyBlocks(table.name(), key) || isOfReplacedType(table, key)) {
            recreateForeignKey(table.name(), key);
            return;
        }
        List<Operation> changes = this.limits.contains(DdlLimit.INDEXES_SERVE_KEYS)
                ? operations(table.name())
                        .filter((operation) -> dropsIndex(operation, key))
                        .toList()
                : List.of();
        if (!changes.isEmpty() && !exchangeIndex(table.name(), key, changes)) {
            recreateForeignKey(table.name(), key);
        }
    }

    /**
     * Exchanges the index that the product created for a foreign key with another one, next to the operation on that
     * index, so that both are one statement and the key always has an index. Returns whether that is possible.
     */
    private boolean exchangeIndex(QualifiedName table, Constraint key, List<Operation> changes) {
        if (key.implicitIndex() instanceof Index own && changes.stream().allMatch(CreateIndex.class::isInstance)) {
            add(new PlannedOperation(Phase.CREATE_INDEX, new DropIndex(table, own)));
            return true;
        }
        if (key.implicitIndex() == null
                && asDesired(table, key).implicitIndex() instanceof Index own
                && changes.stream().allMatch(DropIndex.class::isInstance)) {
            add(new PlannedOperation(Phase.DROP_INDEX, new CreateIndex(table, own)));
            return true;
        }
        return false;
    }

    private void recreate(QualifiedName table, Constraint constraint) {
        Constraint named =
                constraint.implicitIndex() == null ? constraint : this.constraintNaming.named(table, constraint);
        add(ConstraintChanges.drop(table, constraint));
        add(new PlannedOperation(ConstraintChanges.addition(constraint), new AddConstraint(table, named)));
    }

    private void recreateForeignKey(QualifiedName table, Constraint key) {
        add(ConstraintChanges.drop(table, key));
        add(new PlannedOperation(Phase.RECREATE_FOREIGN_KEY, new AddConstraint(table, asDesired(table, key))));
    }

    /** Returns the columns that are dropped and added again, and with which their constraints and indexes are lost. */
    private Set<String> recreatedColumns(QualifiedName table) {
        List<Operation> all = this.operations.getOrDefault(table, List.of());
        Set<String> added = all.stream()
                .filter(AddColumn.class::isInstance)
                .map((operation) -> ((AddColumn) operation).column().name())
                .collect(Collectors.toSet());
        Set<String> recreated = all.stream()
                .filter(DropColumn.class::isInstance)
                .map((operation) -> ((DropColumn) operation).column().name())
                .filter(added::contains)
                .collect(Collectors.toSet());
        if (this.limits.contains(DdlLimit.GENERATED_REPLACES_COLUMN)) {
            all.stream()
                    .filter((operation) -> operation instanceof AlterColumn alter
                            && alter.before().generated() == null
                            && alter.after().generated() != null)
                    .map((operation) -> ((AlterColumn) operation).after().name())
                    .forEach(recreated::add);
        }
        return recreated;
    }

    private void add(PlannedOperation dependent) {
        this.dependents.add(dependent);
        addToTable(dependent.operation());
    }

    private void addToTable(Operation operation) {
        QualifiedName table = table(operation);
        if (table != null) {
            this.operations.computeIfAbsent(table, (name) -> new ArrayList<>()).add(operation);
        }
    }

    private static @Nullable QualifiedName table(Operation operation) {
        return operation instanceof TableOperation change ? change.table() : null;
    }

    private Stream<Operation> operations(QualifiedName table) {
        return this.operations.getOrDefault(table, List.of()).stream();
    }

    /** Returns the foreign key under its current name, with the index that the product will create for it. */
    private Constraint asDesired(QualifiedName table, Constraint key) {
        return Stream.ofNullable(this.desired.get(table))
                .flatMap((other) -> other.constraints(Constraint.Kind.FOREIGN_KEY).stream())
                .filter((other) -> other.isEquivalentTo(key, false))
                .findFirst()
                .map((other) -> other.named(key.name()))
                .orElse(key);
    }

    private boolean blocks(QualifiedName table, Constraint check) {
        return (this.limits.contains(DdlLimit.CHECKS_BLOCK_COLUMNS)
                        && Mentions.anyOf(this.impact.alteredColumns(table), check.definition()))
                || mentionsReplacedType(check.definition())
                || isInAlteredColumn(table, check);
    }

    private boolean mentionsReplacedType(String text) {
        return Mentions.anyOf(this.replacedTypes, text);
    }

    /** Whether a check is part of the definition of a column that is altered. */
    private boolean isInAlteredColumn(QualifiedName table, Constraint check) {
        return check.implicitIndex() instanceof Column owner
                && operations(table)
                        .anyMatch((operation) -> operation instanceof AlterColumn alter
                                && alter.before().name().equals(owner.name()));
    }

    private boolean isGeneratedFromAltered(QualifiedName table, Column column) {
        Set<String> altered = this.impact.alteredColumns(table);
        return this.limits.contains(DdlLimit.GENERATED_BLOCKS_INPUTS)
                && column.generated() != null
                && (altered.contains(column.name())
                        || Mentions.anyOf(altered, column.generated().expression()));
    }

    private boolean isOfReplacedType(Table table, Constraint key) {
        return key.columns().stream()
                .flatMap((name) -> table.column(name).stream())
                .anyMatch((column) ->
                        this.replacedTypes.contains(EnumChanges.typeName(column).name()));
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
        if (Mentions.anyOf(recreatedColumns(table), String.join(" ", key.columns()))) {
            return true;
        }
        return operations(target).anyMatch((operation) -> dropsTarget(operation, key));
    }

    private static boolean dropsTarget(Operation operation, Constraint key) {
        return (operation instanceof DropConstraint drop && isTargetOf(key, drop.constraint()))
                || (operation instanceof ReplacePrimaryKey replace && isTargetOf(key, replace.before()));
    }

    private static boolean isTargetOf(Constraint key, Constraint unique) {
        return isUnique(unique)
                && unique.columns().stream().allMatch((column) -> Mentions.anyOf(Set.of(column), key.definition()));
    }

    /**
     * Whether an operation drops an index that serves a foreign key, or whether its inverse does so if the product
     * created an index of its own for that key.
     */
    private static boolean dropsIndex(Operation operation, Constraint key) {
        boolean hasOwnIndex = key.implicitIndex() instanceof Index;
        if (operation instanceof DropIndex drop) {
            return serves(drop.index().columns(), key);
        }
        if (operation instanceof CreateIndex create) {
            return hasOwnIndex && serves(create.index().columns(), key);
        }
        if (operation instanceof DropConstraint drop) {
            return serves(drop.constraint(), key);
        }
        if (operation instanceof AddConstraint add) {
            return hasOwnIndex && serves(add.constraint(), key);
        }
        return operation instanceof ReplacePrimaryKey replace
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
