package dev.migrate.diff;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.Operation;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Rearranges consecutive operations of one kind on independent columns of a table. */
final class ColumnRuns {

    private ColumnRuns() {}

    /** Reverses the operations of each run, which then are in the order of the columns in an inverted plan. */
    static List<Operation> reversed(List<Operation> operations) {
        return each(operations, (run) -> {
            List<Operation> reversed = new ArrayList<>(run);
            Collections.reverse(reversed);
            return reversed;
        });
    }

    /**
     * Adds new NOT NULL columns without a default as nullable columns at first, so that the script can fill all of them
     * after they are added.
     */
    static List<Operation> nullableFirst(List<Operation> operations) {
        return each(operations, (run) -> {
            List<Operation> added = new ArrayList<>();
            List<Operation> completed = new ArrayList<>();
            for (Operation operation : run) {
                List<Operation> steps = ColumnChanges.nullableFirst(operation).toList();
                added.add(steps.get(0));
                completed.addAll(steps.subList(1, steps.size()));
            }
            added.addAll(completed);
            return added;
        });
    }

    private static List<Operation> each(List<Operation> operations, UnaryOperator<List<Operation>> change) {
        List<Operation> changed = new ArrayList<>();
        List<Operation> run = new ArrayList<>();
        for (Operation operation : operations) {
            if (!run.isEmpty() && !isSameKind(run.get(0), operation)) {
                changed.addAll(change.apply(run));
                run.clear();
            }
            run.add(operation);
        }
        changed.addAll(change.apply(run));
        return changed;
    }

    private static boolean isSameKind(Operation one, Operation other) {
        return one.getClass() == other.getClass()
                && isIndependent(one)
                && isIndependent(other)
                && ((TableOperation) one).table().equals(((TableOperation) other).table());
    }

    /** Whether the order of this operation among others of its kind is free. */
    private static boolean isIndependent(Operation operation) {
        if (operation instanceof AlterColumn alter) {
            return (isPlain(alter.before()) && isPlain(alter.after()))
                    || (Objects.equals(alter.before().identity(), alter.after().identity())
                            && Objects.equals(
                                    alter.before().generated(), alter.after().generated()));
        }
        return (operation instanceof AddColumn add && isPlain(add.column()))
                || (operation instanceof DropColumn drop && isPlain(drop.column()));
    }

    private static boolean isPlain(Column column) {
        return column.identity() == null && column.generated() == null;
    }
}
