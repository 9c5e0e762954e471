package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.DropObject;
import dev.migrate.operation.ReplaceObject;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.SqlObject.Part;
import dev.migrate.schema.SqlObject.Part.PartKind;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Attaches and detaches partitions instead of dropping them, so that they keep their rows: a table that becomes a
 * partition or no longer is one, and a partition with other bounds.
 *
 * <p>The others see such a table as one that stays a table: it becomes like its parent before it is attached, and
 * unlike it after it is detached.
 */
final class PartitionChanges {

    private final List<SchemaDifference> differences;
    private final List<SchemaDifference> left;
    private final List<PlannedOperation> operations = new ArrayList<>();
    private Schema current;
    private Schema desired;

    private PartitionChanges(Schema current, Schema desired, List<SchemaDifference> differences) {
        this.current = current;
        this.desired = desired;
        this.differences = differences;
        this.left = new ArrayList<>(differences);
    }

    static PartitionChanges of(Schema current, Schema desired, List<SchemaDifference> differences) {
        PartitionChanges changes = new PartitionChanges(current, desired, differences);
        for (SchemaDifference difference : differences) {
            if (difference.element() instanceof SqlObject sqlObject && sqlObject.kind() == SqlObject.Kind.PARTITION) {
                changes.add(difference, sqlObject);
            }
        }
        return changes;
    }

    /** Returns the current schema, with the tables that will be detached. */
    Schema current() {
        return this.current;
    }

    /** Returns the desired schema, with the tables that will be attached. */
    Schema desired() {
        return this.desired;
    }

    /** Returns the differences for which there are no operations yet. */
    List<SchemaDifference> left() {
        return List.copyOf(this.left);
    }

    List<PlannedOperation> operations() {
        return List.copyOf(this.operations);
    }

    private void add(SchemaDifference difference, SqlObject partition) {
        if (difference.before() instanceof SqlObject before && difference.after() instanceof SqlObject after) {
            if (after.canFollow(before)) {
                this.left.remove(difference);
                change(before, after);
            }
            return;
        }
        Change counterpart = difference.change() == Change.ADD ? Change.DROP : Change.ADD;
        this.differences.stream()
                .filter((other) -> other.change() == counterpart
                        && other.element() instanceof Table table
                        && table.name().equals(partition.name()))
                .findFirst()
                .ifPresent((other) -> {
                    if (counterpart == Change.DROP) {
                        attach(difference, other, partition, (Table) other.element());
                    } else {
                        detach(difference, other, partition, (Table) other.element());
                    }
                });
    }

    private void change(SqlObject before, SqlObject after) {
        if (!before.parts(PartKind.BOUNDS).equals(after.parts(PartKind.BOUNDS))) {
            this.operations.add(new PlannedOperation(
                    Phase.DETACH_PARTITION, new DropObject(bounds(before, Set.of(before.name())))));
            this.operations.add(new PlannedOperation(Phase.CREATE_OBJECT, new CreateObject(bounds(after))));
        }
        replace(before, before.parts(), after, after.parts());
    }

    private void attach(SchemaDifference added, SchemaDifference dropped, SqlObject partition, Table table) {
        DetachedPartition.of(this.desired, partition)
                .ifPresent((detached) -> detached.like(table).ifPresent((after) -> {
                    resolve(added, dropped);
                    this.desired = this.desired.with(null, after);
                    this.left.addAll(differences(table, after));
                    this.operations.add(new PlannedOperation(Phase.CREATE_OBJECT, new CreateObject(bounds(partition))));
                    replace(partition, detached.partsIn(after), partition, partition.parts());
                }));
    }

    private void detach(SchemaDifference dropped, SchemaDifference added, SqlObject partition, Table table) {
        DetachedPartition.of(this.current, partition)
                .ifPresent((detached) -> detached.before(table).ifPresent((before) -> {
                    resolve(dropped, added);
                    this.current = this.current.without(partition).with(null, before);
                    this.left.addAll(differences(before, table));
                    replace(partition, partition.parts(), partition, detached.partsIn(before));
                    this.operations.add(new PlannedOperation(Phase.DROP_OBJECT, new DropObject(bounds(partition))));
                }));
    }

    private void resolve(SchemaDifference one, SchemaDifference other) {
        this.left.remove(one);
        this.left.remove(other);
    }

    private static List<SchemaDifference> differences(Table before, Table after) {
        return SchemaComparison.between(
                Schema.EMPTY.withTables(List.of(before)),
                Schema.EMPTY.withTables(List.of(after)),
                ComparisonRules.STRICT);
    }

    /** Changes the constraints and indexes that a partition does not inherit, and its comment. */
    private void replace(SqlObject before, List<Part> partsBefore, SqlObject after, List<Part> partsAfter) {
        SqlObject from = before.withParts(own(partsBefore));
        SqlObject to = after.withParts(own(partsAfter));
        if (!from.parts().equals(to.parts())) {
            this.operations.add(new PlannedOperation(Phase.CREATE_OBJECT, new ReplaceObject(from, to)));
        }
    }

    private static List<Part> own(List<Part> parts) {
        return parts.stream()
                .filter((part) -> part.kind() != PartKind.BOUNDS && part.kind() != PartKind.CONDITION)
                .toList();
    }

    private static SqlObject bounds(SqlObject partition) {
        Set<QualifiedName> uses = new LinkedHashSet<>(partition.uses());
        uses.add(partition.name());
        return bounds(partition, uses);
    }

    /** Returns the bounds of a partition as an object, which is created and dropped while the partition stays. */
    private static SqlObject bounds(SqlObject partition, Set<QualifiedName> uses) {
        Part bounds = partition.parts(PartKind.BOUNDS).get(0);
        return new SqlObject(
                SqlObject.Kind.BOUNDS,
                partition.name().sibling("bounds"),
                partition.name(),
                List.of(bounds.add()),
                bounds.drop(),
                uses,
                false,
                partition.parts(PartKind.CONDITION));
    }
}
