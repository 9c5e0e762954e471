package dev.migrate.autogenerate;

import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.RenameColumn;
import dev.migrate.operation.TableOperation;
import dev.migrate.schema.Column;
import dev.migrate.schema.Constraint;
import dev.migrate.schema.Generated;
import dev.migrate.schema.Index;
import dev.migrate.schema.Table;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.Lexer;
import java.util.ArrayList;
import java.util.List;

/**
 * The generated columns, checks, and indexes of a table whose expressions name a renamed column. MySQL requires that they
 * change in the statement that renames it.
 *
 * @param table the table, which changes with each rename
 */
record UsesOfRenamed(CanonicalSql sql, Table table) {

    UsesOfRenamed(Lexer lexer, Table table) {
        this(new CanonicalSql(lexer, '`'), table);
    }

    /** Returns the rename with the changes that it requires. */
    RenameColumn with(RenameColumn rename) {
        List<TableOperation> uses = new ArrayList<>();
        for (Column column : this.table.columns()) {
            Column after = renamed(column, rename);
            if (!after.equals(column)) {
                uses.add(new AlterColumn(rename.table(), column, after));
            }
        }
        for (Constraint check : this.table.constraints(Constraint.Kind.CHECK)) {
            Constraint after = renamed(check, rename);
            if (!after.equals(check)) {
                uses.add(new DropConstraint(rename.table(), check));
                uses.add(new AddConstraint(rename.table(), after));
            }
        }
        for (Index index : this.table.indexes()) {
            Index after = renamed(index, rename);
            if (!after.equals(index)) {
                uses.add(new DropIndex(rename.table(), index));
                uses.add(new CreateIndex(rename.table(), after));
            }
        }
        return new RenameColumn(rename.table(), rename.column(), rename.to(), uses);
    }

    /** Returns the table after a rename. */
    UsesOfRenamed after(RenameColumn rename) {
        return new UsesOfRenamed(
                this.sql,
                this.table
                        .withColumns(this.table.columns().stream()
                                .map((column) ->
                                        column.name().equals(rename.column().name())
                                                ? column.named(rename.to())
                                                : renamed(column, rename))
                                .toList())
                        .withConstraints(this.table.constraints().stream()
                                .map((constraint) -> renamed(constraint, rename))
                                .toList())
                        .withIndexes(this.table.indexes().stream()
                                .map((index) -> renamed(index, rename))
                                .toList()));
    }

    private Column renamed(Column column, RenameColumn rename) {
        Generated generated = column.generated();
        return generated == null
                ? column
                : new Column(
                        column.name(),
                        column.type(),
                        column.nullable(),
                        column.defaultValue(),
                        column.identity(),
                        new Generated(renamed(generated.expression(), rename), generated.stored()),
                        column.collation(),
                        column.onUpdate(),
                        column.comment());
    }

    private Constraint renamed(Constraint constraint, RenameColumn rename) {
        return constraint.kind() == Constraint.Kind.CHECK
                ? constraint.defined(renamed(constraint.definition(), rename))
                : constraint;
    }

    /** Returns an index with the new name in its expressions. */
    private Index renamed(Index index, RenameColumn rename) {
        boolean hasExpression = index.columns().stream()
                .anyMatch((part) -> this.table.column(part).isEmpty());
        return hasExpression
                ? new Index(
                        index.name(),
                        index.automatic(),
                        index.unique(),
                        index.columns().stream()
                                .map((part) -> renamed(part, rename))
                                .toList(),
                        renamed(index.definition(), rename))
                : index;
    }

    private String renamed(String sql, RenameColumn rename) {
        return this.sql.withNames(
                sql,
                (name) -> this.sql.quoted(name.equalsIgnoreCase(rename.column().name()) ? rename.to() : name));
    }
}
