package dev.migrate.diff;

import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateObject;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropEnum;
import dev.migrate.operation.DropObject;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlObject;
import dev.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns differences of enumerated types into operations. */
final class EnumChanges {

    private final Schema current;
    private final Schema desired;
    private final List<SchemaDifference> all;
    private final Set<QualifiedName> exchanged;

    /**
     * Creates the changes of one plan.
     *
     * @param all all differences, which might use a new label
     */
    EnumChanges(Schema current, Schema desired, List<SchemaDifference> all) {
        this.current = current;
        this.desired = desired;
        this.all = all;
        this.exchanged = all.stream()
                .filter(this::isExchange)
                .map((difference) -> ((EnumType) Objects.requireNonNull(difference.before())).name())
                .collect(Collectors.toSet());
    }

    List<PlannedOperation> of(SchemaDifference difference) {
        EnumType type = (EnumType) difference.element();
        return switch (difference.change()) {
            case ADD -> List.of(new PlannedOperation(Phase.CREATE_TYPE, new CreateEnum(type)));
            case DROP -> List.of(new PlannedOperation(Phase.DROP_TYPE, new DropEnum(type)));
            case ALTER, RENAME -> alter((EnumType) Objects.requireNonNull(difference.before()), type);
        };
    }

    private List<PlannedOperation> alter(EnumType before, EnumType after) {
        AlterEnum alter = new AlterEnum(before, after, uses(before), isUsedByOthers(before, after));
        if (!alter.exchanges()) {
            return List.of(new PlannedOperation(Phase.ALTER_ENUM, alter));
        }
        List<AlterEnum.Use> uses = new ArrayList<>();
        List<PlannedOperation> operations = new ArrayList<>();
        for (AlterEnum.Use use : alter.uses()) {
            if (isDroppedFirst(use.table(), use.column())) {
                operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropColumn(use.table(), use.column())));
                continue;
            }
            Column kept = withoutChangingDefault(use.table(), use.column());
            uses.add(new AlterEnum.Use(use.table(), kept));
            if (!kept.equals(use.column())) {
                operations.add(
                        new PlannedOperation(Phase.ALTER_ENUM, new AlterColumn(use.table(), use.column(), kept)));
            }
        }
        List<SqlObject> casts = casts(before);
        casts.forEach((cast) -> operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropObject(cast))));
        operations.add(
                new PlannedOperation(Phase.ALTER_ENUM, new AlterEnum(before, after, uses, alter.usesNewLabel())));
        casts.forEach((cast) -> operations.add(new PlannedOperation(Phase.ALTER_ENUM, new CreateObject(cast))));
        return operations;
    }

    /**
     * Returns a column as it is after its type is exchanged: without its default if that changes as well, because the old
     * default might be a label that the new type lacks.
     */
    Column withoutChangingDefault(QualifiedName table, Column column) {
        boolean changes = column.defaultValue() != null
                && this.exchanged.contains(typeName(column))
                && changesOf(table, column)
                        .anyMatch((difference) -> difference.attributes().contains("default"));
        return changes ? column.defaultValue(null) : column;
    }

    /** Whether a column is dropped before its type is exchanged, so that it need not be converted. */
    boolean isDroppedFirst(QualifiedName table, Column column) {
        return this.exchanged.contains(typeName(column))
                && changesOf(table, column).anyMatch((difference) -> difference.after() == null);
    }

    /** Returns an operation, after the exchange of the types if it creates an object that uses one of them. */
    PlannedOperation afterExchange(PlannedOperation planned) {
        return planned.phase() == Phase.CREATE_OBJECT_FOR_TABLES
                        && planned.operation() instanceof CreateObject create
                        && create.definition().uses().stream().anyMatch(this.exchanged::contains)
                ? new PlannedOperation(Phase.ALTER_ENUM, create)
                : planned;
    }

    private Stream<SchemaDifference> changesOf(QualifiedName table, Column column) {
        return this.all.stream()
                .filter((difference) -> column.equals(difference.before()) && table.equals(difference.table()));
    }

    private boolean isExchange(SchemaDifference difference) {
        return difference.before() instanceof EnumType before
                && difference.after() instanceof EnumType after
                && new AlterEnum(before, after, List.of(), isUsedByOthers(before, after)).exchanges();
    }

    private List<SqlObject> casts(EnumType type) {
        return this.current.definitions().stream()
                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.CAST
                        && sqlObject.uses().contains(type.name()))
                .toList();
    }

    /** Whether another new or changed object uses one of the new labels. */
    private boolean isUsedByOthers(EnumType before, EnumType after) {
        List<String> added = after.labels().stream()
                .filter((label) -> !before.labels().contains(label))
                .toList();
        EnumLabels labels = new EnumLabels(after, added);
        return this.all.stream()
                .filter((difference) -> difference.after() != null)
                .anyMatch((difference) ->
                        labels.areIn(Objects.requireNonNull(difference.after()), columns(difference.table())));
    }

    private List<Column> columns(@Nullable QualifiedName table) {
        return table == null
                ? List.of()
                : this.desired.table(table).map(Table::columns).orElse(List.of());
    }

    private List<AlterEnum.Use> uses(EnumType type) {
        List<AlterEnum.Use> uses = new ArrayList<>();
        for (Table table : this.current.tables()) {
            for (Column column : table.columns()) {
                if (typeName(column).equals(type.name())) {
                    uses.add(new AlterEnum.Use(table.name(), column));
                }
            }
        }
        return uses;
    }

    /** Returns the name of a column's type, or of its elements' type if it is an array. */
    static QualifiedName typeName(Column column) {
        String type = column.type().replace("[]", "").replace("\"", "");
        int dot = type.indexOf('.');
        return dot < 0 ? QualifiedName.of(type) : new QualifiedName(type.substring(0, dot), type.substring(dot + 1));
    }
}
