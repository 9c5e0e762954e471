package dev.migrate.operation;

import dev.migrate.schema.QualifiedName;

/** A change of an existing table or one of its parts: a column, a constraint, an index, a comment, or an option. */
public sealed interface TableOperation extends Operation
        permits AddColumn,
                AddConstraint,
                AlterColumn,
                AlterOptions,
                CommentOnTable,
                CreateIndex,
                DropColumn,
                DropConstraint,
                DropIndex,
                RenameColumn,
                RenameConstraint,
                RenameIndex,
                ReplacePrimaryKey {

    /** Returns the table that is changed. */
    QualifiedName table();
}
