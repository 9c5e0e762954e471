package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Combines the changes of columns and constraints of a table. PostgreSQL then checks and rewrites its rows only once.
 * Comments are separate statements after them.
 */
final class PostgresTableStatements extends TableStatements {

    private final PostgresDdl ddl;

    PostgresTableStatements(PostgresDdl ddl) {
        super(ddl);
        this.ddl = ddl;
    }

    @Override
    boolean isCombinable(TableOperation operation) {
        boolean alters = operation instanceof AddColumn
                || operation instanceof AlterColumn
                || operation instanceof DropColumn
                || operation instanceof AddConstraint
                || operation instanceof DropConstraint
                || operation instanceof ReplacePrimaryKey;
        if (!alters) {
            return false;
        }
        List<String> statements = operation.accept(this.ddl);
        List<String> clauses = clauses(operation, statements);
        return clauses.size() + comments(statements).size() == statements.size()
                && !(operation instanceof AlterColumn && recreatesColumn(clauses));
    }

    /** Whether a column is dropped and added again, possibly with further changes that require the new one. */
    private static boolean recreatesColumn(List<String> clauses) {
        return clauses.stream().anyMatch((clause) -> clause.startsWith("DROP COLUMN "));
    }

    private static List<String> comments(List<String> statements) {
        return statements.stream()
                .filter((sql) -> sql.startsWith("COMMENT ON "))
                .toList();
    }

    @Override
    boolean canFollow(List<TableOperation> run, TableOperation next) {
        if (isGenerated(next)) {
            return run.stream().noneMatch(PostgresTableStatements::changesType);
        }
        return !(next instanceof AlterColumn alter)
                || (!(changesType(next) && run.stream().anyMatch(PostgresTableStatements::isGenerated))
                        && !adds(run, alter.after().name())
                        && run.stream()
                                .noneMatch((other) -> other instanceof AlterColumn earlier
                                        && earlier.after()
                                                .name()
                                                .equals(alter.after().name())));
    }

    /** Whether an operation computes values, which must not happen while the type of an input changes. */
    private static boolean isGenerated(TableOperation operation) {
        Column column = operation instanceof AddColumn add
                ? add.column()
                : operation instanceof AlterColumn alter ? alter.after() : null;
        return column != null && column.generated() != null;
    }

    private static boolean changesType(TableOperation operation) {
        return operation instanceof AlterColumn alter
                && !alter.before().type().equals(alter.after().type());
    }

    @Override
    List<StatementGroup> grouped(List<TableOperation> run) {
        List<String> clauses = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        for (TableOperation operation : run) {
            List<String> statements = operation.accept(this.ddl);
            clauses.addAll(clauses(operation, statements));
            comments.addAll(comments(statements));
        }
        Stream<String> alter = clauses.isEmpty()
                ? Stream.of()
                : Stream.of(this.ddl.alter(run.get(0).table(), clauses));
        return List.of(new StatementGroup(
                List.copyOf(run), Stream.concat(alter, comments.stream()).toList()));
    }
}
