package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.Operation;
import dev.migrate.operation.TableOperation;
import java.util.ArrayList;
import java.util.List;

/** Combines consecutive operations on one table into as few {@code ALTER TABLE} statements as the product allows. */
abstract class TableStatements {

    private final Ddl ddl;

    TableStatements(Ddl ddl) {
        this.ddl = ddl;
    }

    /** Returns the groups of operations in their order. */
    List<StatementGroup> of(List<Operation> operations) {
        List<StatementGroup> groups = new ArrayList<>();
        List<TableOperation> run = new ArrayList<>();
        for (Operation operation : operations) {
            boolean combinable = operation instanceof TableOperation change && isCombinable(change);
            if (!combinable || !continues(run, (TableOperation) operation)) {
                close(run, groups);
            }
            if (combinable) {
                run.add((TableOperation) operation);
            } else {
                groups.add(new StatementGroup(List.of(operation), operation.accept(this.ddl)));
            }
        }
        close(run, groups);
        return groups;
    }

    private boolean continues(List<TableOperation> run, TableOperation next) {
        return !run.isEmpty() && run.get(0).table().equals(next.table()) && canFollow(run, next);
    }

    private void close(List<TableOperation> run, List<StatementGroup> groups) {
        if (!run.isEmpty()) {
            groups.addAll(grouped(List.copyOf(run)));
            run.clear();
        }
    }

    /** Whether an operation can be part of a statement with others. */
    abstract boolean isCombinable(TableOperation operation);

    /** Whether an operation can be part of one statement with those before it. */
    abstract boolean canFollow(List<TableOperation> run, TableOperation next);

    /** Returns the groups of operations that follow each other on one table. */
    abstract List<StatementGroup> grouped(List<TableOperation> run);

    /** Returns the clauses of an operation, which follow the name of the table. */
    final List<String> clauses(TableOperation operation) {
        return clauses(operation, operation.accept(this.ddl));
    }

    /** Returns the clauses among the statements of an operation. */
    final List<String> clauses(TableOperation operation, List<String> statements) {
        String start = this.ddl.alter(operation.table(), "");
        return statements.stream()
                .filter((sql) -> sql.startsWith(start))
                .map((sql) -> sql.substring(start.length()))
                .toList();
    }

    static boolean adds(List<TableOperation> run, String column) {
        return run.stream()
                .anyMatch((operation) -> operation instanceof AddColumn add
                        && add.column().name().equals(column));
    }
}
