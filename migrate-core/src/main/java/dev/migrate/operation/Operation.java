package dev.migrate.operation;

/** A change of a schema, independent of the product. */
public sealed interface Operation
        permits AddColumn,
                AddConstraint,
                AlterColumn,
                AlterEnum,
                AlterOptions,
                AlterSequence,
                CommentOnTable,
                CreateEnum,
                CreateIndex,
                CreateNamespace,
                CreateSequence,
                CreateTable,
                CreateObject,
                DropColumn,
                DropConstraint,
                DropEnum,
                DropIndex,
                DropNamespace,
                DropSequence,
                DropTable,
                Execute,
                RebuildTable,
                ReplaceObject,
                RenameColumn,
                RenameConstraint,
                RenameIndex,
                RenameSequence,
                RenameTable,
                ReplacePrimaryKey,
                DropObject {

    /** Returns the operation that reverts this one; removed rows and values are not restored. */
    Operation inverse();

    /** Calls the method of the visitor for this kind of operation. */
    <R> R accept(OperationVisitor<R> visitor);
}
