package dev.migrate.diff;

import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.Operation;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renames keys and indexes through a temporary name if their new name is still that of another one. */
final class NameExchanges {

    private static final int LONGEST_STEM = 59;

    private final boolean namesOfSchema;

    NameExchanges(Set<DdlLimit> limits) {
        this.namesOfSchema = limits.contains(DdlLimit.INDEX_NAMES_OF_SCHEMA);
    }

    List<Operation> resolved(List<Operation> operations) {
        List<Operation> resolved = new ArrayList<>(operations);
        for (int index = 0; index < resolved.size(); index++) {
            Operation operation = resolved.get(index);
            int holder = lastHolderOfName(operation, resolved.subList(index + 1, resolved.size()));
            if (holder >= 0) {
                String temporary = temporary(operation);
                resolved.set(index, renamed(operation, null, temporary));
                resolved.add(index + 1 + holder + 1, renamed(operation, temporary, null));
            }
        }
        return resolved;
    }

    /** Returns the position of the rename that frees the new name; -1 if the name is free. */
    private int lastHolderOfName(Operation operation, List<Operation> later) {
        String wanted = nameAfter(operation);
        for (int index = later.size() - 1; wanted != null && index >= 0; index--) {
            if (wanted.equals(nameBefore(later.get(index))) && areRivals(table(later.get(index)), table(operation))) {
                return index;
            }
        }
        return -1;
    }

    /** Whether two tables cannot use the same name. */
    private boolean areRivals(QualifiedName table, QualifiedName other) {
        return this.namesOfSchema ? Objects.equals(table.namespace(), other.namespace()) : table.equals(other);
    }

    private static String temporary(Operation operation) {
        String name = String.valueOf(nameAfter(operation));
        return name.substring(0, Math.min(name.length(), LONGEST_STEM)) + "_tmp";
    }

    private static Operation renamed(Operation operation, @Nullable String from, @Nullable String to) {
        if (operation instanceof RenameIndex rename) {
            return new RenameIndex(
                    rename.table(),
                    from == null ? rename.before() : rename.before().named(from),
                    to == null ? rename.after() : rename.after().named(to));
        }
        RenameConstraint rename = (RenameConstraint) operation;
        return new RenameConstraint(
                rename.table(),
                from == null ? rename.before() : rename.before().named(from),
                to == null ? rename.after() : rename.after().named(to));
    }

    private static @Nullable String nameBefore(Operation operation) {
        return operation instanceof RenameIndex index
                ? index.before().name()
                : operation instanceof RenameConstraint constraint
                        ? constraint.before().name()
                        : null;
    }

    private static @Nullable String nameAfter(Operation operation) {
        return operation instanceof RenameIndex index
                ? index.after().name()
                : operation instanceof RenameConstraint constraint
                        ? constraint.after().name()
                        : null;
    }

    private static QualifiedName table(Operation operation) {
        return ((TableOperation) operation).table();
    }
}
