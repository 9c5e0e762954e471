package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
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
        return alters
                && !recreatesColumn(operation)
                && clauses(operation).size() + comments(operation).size()
                        == operation.accept(this.ddl).size();
    }

    /** Whether a column is dropped and added again, possibly with further changes that require the new one. */
    private boolean recreatesColumn(TableOperation operation) {
        return operation instanceof AlterColumn
                && clauses(operation).stream().anyMatch((clause) -> clause.startsWith("DROP COLUMN "));
    }

    private List<String> comments(TableOperation operation) {
        return operation.accept(this.ddl).stream()
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
        List<String> clauses =
                run.stream().flatMap((operation) -> clauses(operation).stream()).toList();
        Stream<String> comments = run.stream().flatMap((operation) -> comments(operation).stream());
        Stream<String> alter = clauses.isEmpty()
                ? Stream.of()
                : Stream.of(this.ddl.alter(run.get(0).table(), clauses));
        return List.of(new StatementGroup(
                List.copyOf(run), Stream.concat(alter, comments).toList()));
    }
}
