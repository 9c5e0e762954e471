package dev.migrate.diff;

import dev.migrate.operation.AlterEnum;
import dev.migrate.operation.CreateEnum;
import dev.migrate.operation.CreateObject;
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

/** Turns differences of enumerated types into operations. */
final class EnumChanges {

    private final Schema current;
    private final List<SchemaDifference> all;

    /**
     * Creates the changes of one plan.
     *
     * @param all all differences, which might use a new label
     */
    EnumChanges(Schema current, List<SchemaDifference> all) {
        this.current = current;
        this.all = all;
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
        List<SqlObject> casts = alter.exchanges() ? casts(before) : List.of();
        List<PlannedOperation> operations = new ArrayList<>();
        casts.forEach((cast) -> operations.add(new PlannedOperation(Phase.ALTER_ENUM, new DropObject(cast))));
        operations.add(new PlannedOperation(Phase.ALTER_ENUM, alter));
        casts.forEach((cast) -> operations.add(new PlannedOperation(Phase.ALTER_ENUM, new CreateObject(cast))));
        return operations;
    }

    private List<SqlObject> casts(EnumType type) {
        return this.current.definitions().stream()
                .filter((sqlObject) -> sqlObject.kind() == SqlObject.Kind.CAST
                        && sqlObject.uses().contains(type.name()))
                .toList();
    }

    /** Whether another new or changed object uses one of the new labels. */
    private boolean isUsedByOthers(EnumType before, EnumType after) {
        return after.labels().stream()
                .filter((label) -> !before.labels().contains(label))
                .anyMatch((label) -> this.all.stream()
                        .map(SchemaDifference::after)
                        .filter((schemaObject) -> schemaObject != null && !(schemaObject instanceof EnumType))
                        .anyMatch((schemaObject) -> Objects.requireNonNull(schemaObject)
                                .describe()
                                .contains("'" + label.replace("'", "''") + "'")));
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
