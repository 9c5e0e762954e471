package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans the rebuild of tables that the product cannot change in place. While a table is missing, foreign keys with an
 * {@code ON DELETE} or {@code ON UPDATE} action would delete or change the rows that reference it. Tables with such
 * keys are therefore rebuilt without them first, and with them last.
 *
 * @param met the differences that the rebuilds resolve
 */
record TableRebuilds(List<Operation> operations, List<SchemaDifference> met) {

    private static final Pattern ACTS = Pattern.compile("ON (DELETE|UPDATE) (CASCADE|SET NULL|SET DEFAULT)");
    private static final Pattern CONSTANT =
            Pattern.compile("-?[0-9.]+|'.*'|TRUE|FALSE", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    static TableRebuilds of(
            Schema current, Schema desired, ConstraintNaming constraintNaming, List<SchemaDifference> differences) {
        Map<QualifiedName, List<SchemaDifference>> byTable = new LinkedHashMap<>();
        for (SchemaDifference schemaDifference : differences) {
            QualifiedName table = table(schemaDifference);
            if (table != null) {
                byTable.computeIfAbsent(table, (name) -> new ArrayList<>()).add(schemaDifference);
            }
        }
        Map<QualifiedName, Table> after = new LinkedHashMap<>();
        List<SchemaDifference> met = new ArrayList<>();
        byTable.forEach((name, changes) -> {
            if (changes.stream().anyMatch((change) -> !inPlace(change))) {
                after.put(
                        name,
                        named(
                                constraintNaming,
                                current.table(name).orElseThrow(),
                                desired.table(name).orElseThrow()));
                changes.stream()
                        .filter((change) -> !(change.element() instanceof SqlObject))
                        .forEach(met::add);
            }
        });
        return new TableRebuilds(new Steps(current, after).operations(), List.copyOf(met));
    }

    private static @Nullable QualifiedName table(SchemaDifference schemaDifference) {
        if (schemaDifference.table() != null) {
            return schemaDifference.table();
        }
        return schemaDifference.change() == Change.ALTER && schemaDifference.element() instanceof Table changed
                ? changed.name()
                : null;
    }

    private static boolean inPlace(SchemaDifference schemaDifference) {
        if (schemaDifference.element() instanceof Index) {
            return schemaDifference.change() != Change.RENAME;
        }
        return schemaDifference.element() instanceof SqlObject
                || (schemaDifference.change() == Change.ADD
                        && schemaDifference.element() instanceof Column column
                        && column.generated() == null
                        && column.identity() == null
                        && isConstant(column));
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

    /** Determines the order of the rebuilds, including those that only remove foreign keys temporarily. */
    private static final class Steps {

        private final Schema current;
        private final Map<QualifiedName, Table> after;

        /** The tables with foreign keys whose actions would apply while one of the tables is missing. */
        private final Set<QualifiedName> acting = new LinkedHashSet<>();

        Steps(Schema current, Map<QualifiedName, Table> after) {
            this.current = current;
            this.after = after;
            boolean more = true;
            while (more) {
                Set<QualifiedName> absent = absent();
                more = current.tables().stream()
                                .filter((table) -> !withoutActing(table, absent).equals(table))
                                .map(Table::name)
                                .filter(this.acting::add)
                                .count()
                        > 0;
            }
        }

        private Set<QualifiedName> absent() {
            Set<QualifiedName> absent = new LinkedHashSet<>(this.after.keySet());
            absent.addAll(this.acting);
            return absent;
        }

        List<Operation> operations() {
            Set<QualifiedName> absent = absent();
            List<QualifiedName> order = behindTargets(absent);
            List<QualifiedName> leavesFirst = new ArrayList<>(order);
            Collections.reverse(leavesFirst);
            List<Operation> operations = new ArrayList<>();
            for (QualifiedName name : leavesFirst) {
                Table table = this.current.table(name).orElseThrow();
                operations.add(rebuild(table, withoutActing(table, absent)));
            }
            this.after.forEach((name, table) -> {
                if (!this.acting.contains(name)) {
                    operations.add(rebuild(this.current.table(name).orElseThrow(), table));
                }
            });
            for (QualifiedName name : order) {
                Table table = this.current.table(name).orElseThrow();
                operations.add(rebuild(withoutActing(table, absent), this.after.getOrDefault(name, table)));
            }
            return List.copyOf(operations);
        }

        private List<QualifiedName> behindTargets(Set<QualifiedName> absent) {
            List<QualifiedName> left = new ArrayList<>(this.acting);
            List<QualifiedName> order = new ArrayList<>();
            while (!left.isEmpty()) {
                QualifiedName next = left.stream()
                        .filter((name) -> targets(name, absent).stream()
                                .noneMatch((target) -> left.contains(target) && !target.equals(name)))
                        .findFirst()
                        .orElse(left.get(0));
                left.remove(next);
                order.add(next);
            }
            return order;
        }

        private Set<QualifiedName> targets(QualifiedName name, Set<QualifiedName> absent) {
            Table table = this.current.table(name).orElseThrow();
            return table.constraints().stream()
                    .filter((constraint) -> acts(table, constraint, absent))
                    .map(Constraint::references)
                    .collect(Collectors.toSet());
        }

        private static Table withoutActing(Table table, Set<QualifiedName> absent) {
            return table.withConstraints(table.constraints().stream()
                    .filter((constraint) -> !acts(table, constraint, absent))
                    .toList());
        }

        /**
         * Whether a foreign key would act on rows while a table is missing. A key to its own table does not: all rows
         * are copied.
         */
        private static boolean acts(Table table, Constraint constraint, Set<QualifiedName> absent) {
            QualifiedName target = constraint.references();
            return target != null
                    && absent.contains(target)
                    && !target.equals(table.name())
                    && ACTS.matcher(constraint.definition()).find();
        }

        private static Operation rebuild(Table before, Table after) {
            Map<String, String> copied = new LinkedHashMap<>();
            after.columns().stream()
                    .filter((column) -> column.generated() == null
                            && before.column(column.name())
                                    .filter((old) -> old.generated() == null)
                                    .isPresent())
                    .forEach((column) -> copied.put(column.name(), column.name()));
            return new RebuildTable(before, after, copied);
        }
    }
}
