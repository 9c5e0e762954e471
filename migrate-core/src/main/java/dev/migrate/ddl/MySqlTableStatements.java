package dev.migrate.ddl;

import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterOptions;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.RenameConstraint;
import dev.migrate.operation.RenameIndex;
import dev.migrate.operation.ReplacePrimaryKey;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Combines the changes of a table. If one of them copies the rows, all of them are one statement, so that the rows are
 * copied once. Otherwise changes of metadata are separate from those of indexes: together, they would copy the rows.
 */
final class MySqlTableStatements extends TableStatements {

    private final MySqlDdl ddl;

    MySqlTableStatements(MySqlDdl ddl) {
        super(ddl);
        this.ddl = ddl;
    }

    @Override
    boolean isCombinable(TableOperation operation) {
        return !(operation instanceof RenameColumn
                        || operation instanceof RenameConstraint
                        || operation instanceof RenameIndex)
                && !changes(operation).isEmpty();
    }

    /** Returns the clauses of an operation; empty if it needs several statements. */
    List<String> changes(TableOperation operation) {
        if (operation instanceof CreateIndex create) {
            return List.of("ADD " + this.ddl.key(create.index()));
        }
        if (operation instanceof DropIndex drop) {
            return List.of("DROP INDEX " + this.ddl.identifier(drop.index().name()));
        }
        if (operation instanceof AddConstraint add) {
            return this.ddl.clauses(add);
        }
        if (operation instanceof DropConstraint drop) {
            return this.ddl.clauses(drop);
        }
        if (operation instanceof ReplacePrimaryKey replace) {
            return this.ddl.clauses(replace);
        }
        if (operation instanceof AlterOptions options) {
            return this.ddl.clauses(options);
        }
        if (operation instanceof AlterColumn alter && zone(alter).isPresent()) {
            return modify(alter);
        }
        List<String> clauses = clauses(operation);
        return clauses.size() == 1 && operation.accept(this.ddl).size() == 1 ? clauses : List.of();
    }

    /** The server refuses two foreign keys of one name, and two changes of one column, in one statement. */
    @Override
    boolean canFollow(List<TableOperation> run, TableOperation next) {
        if (next instanceof AddConstraint add && add.constraint().kind() == Constraint.Kind.FOREIGN_KEY) {
            return run.stream().noneMatch((other) -> dropsKey(other, add.constraint()))
                    && run.stream().noneMatch(MySqlTableStatements::recreatesColumn);
        }
        if (next instanceof AddConstraint || next instanceof CreateIndex) {
            return run.stream().noneMatch(MySqlTableStatements::recreatesColumn)
                    && redefined(next).noneMatch((column) -> adds(run, column));
        }
        if (next instanceof AddColumn add) {
            return run.stream().noneMatch((other) -> touches(other, add.column().name()));
        }
        return recreatesColumn(next)
                ? run.stream()
                        .noneMatch((other) ->
                                touches(other, ((AlterColumn) next).after().name()))
                : redefined(next)
                        .noneMatch((column) -> adds(run, column)
                                || run.stream().anyMatch((other) -> recreatesColumn(other) && touches(other, column)));
    }

    private static boolean dropsKey(TableOperation operation, Constraint key) {
        return operation instanceof DropConstraint drop
                && drop.constraint().kind() == Constraint.Kind.FOREIGN_KEY
                && drop.constraint().name().equalsIgnoreCase(key.name());
    }

    /** Whether an operation drops a column and adds it again. */
    private static boolean recreatesColumn(TableOperation operation) {
        return operation instanceof AlterColumn alter
                && alter.before().isVirtual() != alter.after().isVirtual();
    }

    private static boolean touches(TableOperation operation, String column) {
        return (operation instanceof DropColumn drop && drop.column().name().equals(column))
                || redefined(operation).anyMatch(column::equals);
    }

    /** Returns the columns whose whole definition an operation repeats. */
    private static Stream<String> redefined(TableOperation operation) {
        if (operation instanceof AlterOptions options) {
            return options.columnsAfter().stream().map(Column::name);
        }
        return Stream.ofNullable(
                        operation instanceof AlterColumn alter
                                ? alter.after()
                                : operation instanceof AddConstraint add
                                        ? owner(add.constraint())
                                        : operation instanceof DropConstraint drop ? owner(drop.constraint()) : null)
                .map(Column::name);
    }

    /** Returns the column in whose definition a check is written. */
    private static @Nullable Column owner(Constraint constraint) {
        return constraint.implicitIndex() instanceof Column column ? column : null;
    }

    @Override
    List<StatementGroup> grouped(List<TableOperation> run) {
        if (run.stream().anyMatch(MySqlAlterCost::copiesRows)) {
            return List.of(group(run));
        }
        List<TableOperation> exchanged =
                run.stream().filter((operation) -> isExchanged(operation, run)).toList();
        List<TableOperation> drops = run.stream()
                .filter((operation) -> MySqlAlterCost.dropsIndex(operation) && !exchanged.contains(operation))
                .toList();
        List<TableOperation> builds = run.stream()
                .filter((operation) -> MySqlAlterCost.buildsIndex(operation) || exchanged.contains(operation))
                .toList();
        List<TableOperation> others = new ArrayList<>(run);
        others.removeAll(drops);
        others.removeAll(builds);
        return (others.isEmpty() ? Stream.of(run) : Stream.of(drops, others, builds))
                .filter((part) -> !part.isEmpty())
                .map(this::group)
                .toList();
    }

    /** Whether an operation drops an index, and another one creates an index that can serve the same foreign key. */
    private static boolean isExchanged(TableOperation operation, List<TableOperation> run) {
        return operation instanceof DropIndex drop
                && run.stream()
                        .anyMatch((other) -> other instanceof CreateIndex create
                                && create.index()
                                        .columns()
                                        .get(0)
                                        .equals(drop.index().columns().get(0)));
    }

    private StatementGroup group(List<TableOperation> operations) {
        TableOperation first = operations.get(0);
        if (operations.size() == 1 && (first instanceof CreateIndex || first instanceof DropIndex)) {
            return new StatementGroup(List.copyOf(operations), first.accept(this.ddl));
        }
        List<String> clauses = new ArrayList<>();
        for (int index = 0; index < operations.size(); index++) {
            TableOperation operation = operations.get(index);
            List<TableOperation> earlier = operations.subList(0, index);
            required(operation, operations.subList(index + 1, operations.size()))
                    .map((needed) -> isRepeated(needed, earlier) ? modify((AlterColumn) needed) : changes(needed))
                    .ifPresent(clauses::addAll);
        }
        List<String> statements = new ArrayList<>();
        operations.stream()
                .flatMap((operation) -> zone(operation).stream())
                .findFirst()
                .ifPresent((zone) -> statements.add("SET time_zone = " + zone));
        statements.add(this.ddl.alter(first.table(), clauses));
        return new StatementGroup(List.copyOf(operations), statements);
    }

    /** Returns the time zone in which an operation interprets local times. */
    private Optional<String> zone(TableOperation operation) {
        return operation instanceof AlterColumn alter
                        && alter.before().isVirtual() == alter.after().isVirtual()
                ? this.ddl.timeZone(alter.before(), alter.after())
                : Optional.empty();
    }

    /** Whether an operation must repeat the definition of a column because it replaces an earlier clause. */
    private static boolean isRepeated(TableOperation operation, List<TableOperation> earlier) {
        return operation instanceof AlterColumn alter
                && earlier.stream()
                        .anyMatch((other) -> touches(other, alter.after().name()));
    }

    private List<String> modify(AlterColumn operation) {
        return List.of(this.ddl.modify(operation.after()));
    }

    /** Returns what is left of an operation if later ones of the same statement redefine or drop its columns. */
    private Optional<TableOperation> required(TableOperation operation, List<TableOperation> later) {
        List<String> superseded = redefined(operation)
                .filter((column) -> later.stream().anyMatch((other) -> touches(other, column)))
                .toList();
        if (superseded.isEmpty()) {
            return Optional.of(operation);
        }
        return operation instanceof AlterOptions options
                ? Optional.of(new AlterOptions(
                        options.table(),
                        options.before(),
                        options.after(),
                        without(superseded, options.columnsBefore()),
                        without(superseded, options.columnsAfter())))
                : Optional.empty();
    }

    private static List<Column> without(List<String> names, List<Column> columns) {
        return columns.stream()
                .filter((column) -> !names.contains(column.name()))
                .toList();
    }
}
