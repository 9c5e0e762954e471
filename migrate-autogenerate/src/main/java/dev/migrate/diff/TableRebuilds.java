package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RebuildTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds tables that the product cannot change in place. While a table is missing, foreign keys with an
 * {@code ON DELETE} action would delete or change the rows that reference it. Tables with such
 * keys are therefore rebuilt twice: without the keys before, and with them afterwards.
 *
 * @param tables the tables that are rebuilt
 * @param met the differences that the rebuilds resolve
 */
record TableRebuilds(List<PlannedOperation> operations, Set<QualifiedName> tables, Set<SchemaDifference> met) {

    static final TableRebuilds NONE = new TableRebuilds(List.of(), Set.of(), Set.of());

    private static final Pattern ACTS = Pattern.compile("ON DELETE (CASCADE|SET NULL|SET DEFAULT)");
    private static final Pattern CONSTANT =
            Pattern.compile("-?[0-9.]+|'.*'|TRUE|FALSE", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    static TableRebuilds of(
            Schema current, Schema desired, ConstraintNaming constraintNaming, List<SchemaDifference> differences) {
        Map<QualifiedName, List<SchemaDifference>> byTable = new LinkedHashMap<>();
        for (SchemaDifference difference : differences) {
            QualifiedName table = table(difference);
            if (table != null && !(difference.element() instanceof SqlObject)) {
                byTable.computeIfAbsent(table, (name) -> new ArrayList<>()).add(difference);
            }
        }
        Set<QualifiedName> rebuilt = byTable.entrySet().stream()
                .filter((changes) -> changes.getValue().stream().anyMatch((change) -> !isPossibleInPlace(change)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<QualifiedName, Table> currentTables = OperationPlanner.byName(current.tables());
        Map<QualifiedName, Table> desiredTables = OperationPlanner.byName(desired.tables());
        List<Table> kept = current.tables().stream()
                .filter((table) -> desiredTables.containsKey(table.name()))
                .toList();
        Set<QualifiedName> twice = tablesWithActingKeys(kept, rebuilt);
        rebuilt.addAll(twice);
        Set<SchemaDifference> met = new HashSet<>();
        List<PlannedOperation> operations = new ArrayList<>();
        List<PlannedOperation> last = new ArrayList<>();
        for (QualifiedName name : rebuilt) {
            Table before = Objects.requireNonNull(currentTables.get(name));
            List<SchemaDifference> changes = byTable.getOrDefault(name, List.of());
            Table after = changes.isEmpty()
                    ? before
                    : named(constraintNaming, before, Objects.requireNonNull(desiredTables.get(name)));
            if (twice.contains(name)) {
                Table withoutKeys = withoutActingKeys(before, rebuilt);
                operations.add(0, rebuild(before, withoutKeys));
                last.add(rebuild(withoutKeys, after));
            } else {
                operations.add(rebuild(before, after));
            }
            met.addAll(changes);
        }
        operations.addAll(last);
        return new TableRebuilds(List.copyOf(operations), rebuilt, met);
    }

    private static @Nullable QualifiedName table(SchemaDifference difference) {
        if (difference.table() != null) {
            return difference.table();
        }
        return difference.change() == Change.ALTER && difference.element() instanceof Table changed
                ? changed.name()
                : null;
    }

    private static boolean isPossibleInPlace(SchemaDifference difference) {
        return difference.element() instanceof Index
                ? difference.change() != Change.RENAME
                : difference.change() == Change.ADD
                        && difference.element() instanceof Column column
                        && column.generated() == null
                        && column.identity() == null
                        && isConstant(column);
    }

    /** Whether existing rows get a constant value or null. */
    private static boolean isConstant(Column column) {
        String value = column.defaultValue();
        return value == null ? column.nullable() : CONSTANT.matcher(value).matches();
    }

    /**
     * Returns the desired table with readable names in place of automatic ones, and with the names of existing
     * constraints.
     */
    private static Table named(ConstraintNaming constraintNaming, Table before, Table after) {
        return after.withConstraints(after.constraints().stream()
                        .map((constraint) -> named(constraintNaming, before, constraint))
                        .toList())
                .withIndexes(after.indexes().stream()
                        .map((index) -> constraintNaming.named(after.name(), index))
                        .toList());
    }

    private static Constraint named(ConstraintNaming constraintNaming, Table before, Constraint constraint) {
        if (!constraint.automatic()) {
            return constraint;
        }
        return before.constraints().stream()
                .filter((there) -> there.isEquivalentTo(constraint, false))
                .findFirst()
                .orElseGet(() -> constraintNaming.named(before.name(), constraint));
    }

    /** Returns the tables with foreign keys whose actions would apply while one of the rebuilt tables is missing. */
    private static Set<QualifiedName> tablesWithActingKeys(List<Table> kept, Set<QualifiedName> rebuilt) {
        Set<QualifiedName> acting = new LinkedHashSet<>();
        Set<QualifiedName> missing = new LinkedHashSet<>(rebuilt);
        boolean more = true;
        while (more) {
            more = kept.stream()
                            .filter((table) ->
                                    table.constraints().stream().anyMatch((key) -> acts(table, key, missing)))
                            .map(Table::name)
                            .filter(acting::add)
                            .count()
                    > 0;
            missing.addAll(acting);
        }
        return acting;
    }

    private static Table withoutActingKeys(Table table, Set<QualifiedName> missing) {
        return table.withConstraints(table.constraints().stream()
                .filter((constraint) -> !acts(table, constraint, missing))
                .toList());
    }

    /**
     * Whether a foreign key would act on rows while a table is missing. A key to its own table does not: all rows are
     * copied.
     */
    private static boolean acts(Table table, Constraint constraint, Set<QualifiedName> missing) {
        QualifiedName target = constraint.references();
        return target != null && missing.contains(target) && !target.equals(table.name()) && hasAction(constraint);
    }

    /** Returns a foreign key that acts on rows of its table during a rebuild of its target, as in a cycle of such keys. */
    static Optional<Constraint> actingKey(Schema before, List<Operation> operations) {
        Map<QualifiedName, Table> tables = new LinkedHashMap<>();
        before.tables().forEach((table) -> tables.put(table.name(), table));
        for (Operation operation : operations) {
            if (operation instanceof DropTable drop) {
                tables.remove(drop.table().name());
            } else if (operation instanceof RebuildTable rebuild) {
                Set<QualifiedName> missing = Set.of(rebuild.before().name());
                Optional<Constraint> acting = tables.values().stream()
                        .flatMap((table) -> table.constraints().stream().filter((key) -> acts(table, key, missing)))
                        .findFirst();
                if (acting.isPresent()) {
                    return acting;
                }
                tables.put(rebuild.after().name(), rebuild.after());
            }
        }
        return Optional.empty();
    }

    /** Whether a foreign key changes or deletes rows of its table if rows of its target are deleted. */
    static boolean hasAction(Constraint constraint) {
        return constraint.references() != null
                && ACTS.matcher(constraint.definition()).find();
    }

    private static PlannedOperation rebuild(Table before, Table after) {
        Map<String, String> copied = new LinkedHashMap<>();
        after.columns().stream()
                .filter((column) -> column.generated() == null
                        && before.column(column.name()).isPresent())
                .forEach((column) -> copied.put(column.name(), column.name()));
        return new PlannedOperation(Phase.REBUILD_TABLE, new RebuildTable(before, after, copied));
    }
}
