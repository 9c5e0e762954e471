package dev.migrate.diff;

import dev.migrate.diff.SchemaDifference.Change;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.RenameIndex;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns differences of indexes into operations. */
final class IndexChanges {

    private final ConstraintNaming constraintNaming;

    IndexChanges(ConstraintNaming constraintNaming) {
        this.constraintNaming = constraintNaming;
    }

    List<PlannedOperation> of(QualifiedName table, @Nullable Index before, @Nullable Index after, Change change) {
        if (change == Change.RENAME && before != null && after != null) {
            return List.of(new PlannedOperation(Phase.RENAME_KEY, new RenameIndex(table, before, after)));
        }
        List<PlannedOperation> operations = new ArrayList<>();
        if (before != null) {
            operations.add(drop(table, before));
        }
        if (after != null) {
            Index named = after.automatic() && before != null
                    ? after.named(before.name())
                    : this.constraintNaming.named(table, after);
            operations.add(create(table, named));
        }
        return operations;
    }

    /** Returns the operations that recreate an unchanged index while something that it uses changes. */
    static List<PlannedOperation> recreate(QualifiedName table, Index index) {
        return List.of(drop(table, index), create(table, index));
    }

    private static PlannedOperation drop(QualifiedName table, Index index) {
        return new PlannedOperation(Phase.DROP_INDEX, new DropIndex(table, index));
    }

    private static PlannedOperation create(QualifiedName table, Index index) {
        return new PlannedOperation(Phase.CREATE_INDEX, new CreateIndex(table, index));
    }
}
