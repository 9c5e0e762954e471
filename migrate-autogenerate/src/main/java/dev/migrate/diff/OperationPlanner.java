package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateNamespace;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropNamespace;
import dev.migrate.operation.Operation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns differences into operations that can run in their order, and whose inverses can run in the opposite order. A
 * class for each kind of object plans its operations, {@link Dependents} those of unchanged objects that block them,
 * and {@link DependencyOrder} orders all of them.
 */
public final class OperationPlanner {

    private final Schema current;
    private final Schema desired;
    private final Set<DdlLimit> limits;
    private final ConstraintNaming constraintNaming;
    private final Map<QualifiedName, List<String>> rows;

    private OperationPlanner(
            Schema current,
            Schema desired,
            Set<DdlLimit> limits,
            ConstraintNaming constraintNaming,
            Map<QualifiedName, List<String>> rows) {
        this.current = current;
        this.desired = desired;
        this.limits = limits;
        this.constraintNaming = constraintNaming;
        this.rows = rows;
    }

    /**
     * Returns the operations from one schema to the other. Automatic names are replaced by conventional ones.
     *
     * @param rows statements that fill a new table
     */
    public static List<Operation> plan(
            Schema current,
            Schema desired,
            List<SchemaDifference> differences,
            Set<DdlLimit> limits,
            Map<QualifiedName, List<String>> rows) {
        ConstraintNaming constraintNaming = ConstraintNaming.convention(current.tables(), desired.tables());
        return new OperationPlanner(current, desired, limits, constraintNaming, rows).plan(differences);
    }

    /** Returns the operations that create a schema in an empty database, with every name unchanged. */
    public static List<Operation> copy(Schema schema, Set<DdlLimit> limits) {
        return new OperationPlanner(Schema.EMPTY, schema, limits, ConstraintNaming.kept(), Map.of())
                .plan(SchemaComparison.between(Schema.EMPTY, schema, ComparisonRules.STRICT));
    }

    /** Returns the operations that revert the given ones, without alterations of columns that they then drop. */
    public static List<Operation> inverse(List<Operation> operations) {
        List<Operation> inverses =
                operations.stream().map(Operation::inverse).collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(inverses);
        Set<List<Object>> dropped = inverses.stream()
                .filter(DropColumn.class::isInstance)
                .map(DropColumn.class::cast)
                .map((drop) -> List.<Object>of(drop.table(), drop.column().name()))
                .collect(Collectors.toSet());
        inverses.removeIf((operation) -> operation instanceof AlterColumn alter
                && dropped.contains(
                        List.<Object>of(alter.table(), alter.before().name())));
        return ColumnRuns.nullableFirst(ColumnRuns.reversed(inverses));
    }

    /** Returns a foreign key that would delete or change rows while its target is rebuilt; empty if there is none. */
    public static Optional<Constraint> keyActingOnRebuild(Schema before, List<Operation> operations) {
        return TableRebuilds.actingKey(before, operations);
    }

    private List<Operation> plan(List<SchemaDifference> differences) {
        TableRebuilds rebuilds = this.limits.contains(DdlLimit.REBUILDS_TABLES)
                ? TableRebuilds.of(this.current, this.desired, this.constraintNaming, differences)
                : TableRebuilds.NONE;
        List<SchemaDifference> inPlace = new ArrayList<>(differences);
        inPlace.removeAll(rebuilds.met());
        ChangeImpact impact = ChangeImpact.of(inPlace, this.limits);

        List<PlannedOperation> planned = new ArrayList<>(rebuilds.operations());
        EnumChanges enums = new EnumChanges(this.current, this.desired, differences);
        inPlace.forEach((difference) -> planned.addAll(change(difference, enums)));
        planned.addAll(dependents(inPlace, impact, rebuilds, planned));
        TableChanges tables = new TableChanges(this.current, this.limits, this.constraintNaming, impact);
        planned.addAll(tables.create(tables(inPlace, Change.ADD), this.rows));
        planned.addAll(tables.drop(tables(inPlace, Change.DROP)));
        SqlObjectChanges.of(
                        this.current.definitions(),
                        differences,
                        Blockers.of(this.current, this.limits, impact, rebuilds, planned),
                        impact::isDropped)
                .stream()
                .filter((operation) -> !enums.isMet(operation))
                .forEach((operation) -> planned.add(enums.afterExchange(operation)));
        List<Operation> ordered = new DependencyOrder(this.limits).of(planned);
        return ColumnRuns.nullableFirst(
                new NameExchanges(this.limits).resolved(new KeyIndexes(this.current, this.desired).adjacent(ordered)));
    }

    static Map<QualifiedName, Table> byName(List<Table> tables) {
        return tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    }

    private static List<Table> tables(List<SchemaDifference> differences, Change change) {
        return differences.stream()
                .filter((difference) -> difference.change() == change && difference.element() instanceof Table)
                .map((difference) -> (Table) difference.element())
                .toList();
    }

    private Collection<PlannedOperation> change(SchemaDifference difference, EnumChanges enums) {
        QualifiedName table = difference.table();
        SchemaObject before = difference.before();
        SchemaObject after = difference.after();
        SchemaObject element = difference.element();
        if (element instanceof Namespace namespace) {
            return List.of(
                    difference.change() == Change.ADD
                            ? new PlannedOperation(Phase.CREATE_NAMESPACE, new CreateNamespace(namespace))
                            : new PlannedOperation(Phase.DROP_NAMESPACE, new DropNamespace(namespace)));
        }
        if (element instanceof EnumType) {
            return enums.of(difference);
        }
        if (element instanceof Sequence) {
            return List.of(new SequenceChanges(this.current, this.desired).of(difference));
        }
        if (before instanceof Table from && after instanceof Table to) {
            return TableChanges.alter(from, to, difference.attributes());
        }
        if (table != null && element instanceof Column) {
            return column(table, (Column) before, (Column) after, enums);
        }
        if (table != null && element instanceof Constraint) {
            return new ConstraintChanges(this.current, this.desired, this.constraintNaming)
                    .of(table, (Constraint) before, (Constraint) after, difference.change());
        }
        if (table != null && element instanceof Index) {
            return new IndexChanges(this.constraintNaming)
                    .of(table, (Index) before, (Index) after, difference.change());
        }
        return List.of();
    }

    private List<PlannedOperation> column(
            QualifiedName table, @Nullable Column before, @Nullable Column after, EnumChanges enums) {
        ColumnChanges changes = new ColumnChanges(this.limits);
        if (before == null) {
            return changes.of(table, null, after);
        }
        return after == null && enums.isDroppedFirst(table, before)
                ? List.of()
                : changes.of(table, enums.withoutChangingDefault(table, before), after);
    }

    private List<PlannedOperation> dependents(
            List<SchemaDifference> inPlace,
            ChangeImpact impact,
            TableRebuilds rebuilds,
            List<PlannedOperation> planned) {
        List<Table> tables = this.current.tables().stream()
                .filter((table) ->
                        !impact.isDropped(table.name()) && !rebuilds.tables().contains(table.name()))
                .toList();
        Set<Object> changed = inPlace.stream().map(SchemaDifference::before).collect(Collectors.toSet());
        List<Operation> changes =
                planned.stream().map(PlannedOperation::operation).toList();
        return new Dependents(byName(this.desired.tables()), this.limits, this.constraintNaming, impact, changes)
                .of(tables, changed);
    }
}
