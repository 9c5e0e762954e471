package dev.migrate.operation;

/** A change of a schema, independent of the product. */
public sealed interface Operation
        permits AlterEnum,
                AlterSequence,
                CreateEnum,
                CreateNamespace,
                CreateObject,
                CreateSequence,
                CreateTable,
                DropEnum,
                DropNamespace,
                DropObject,
                DropSequence,
                DropTable,
                Execute,
                RebuildTable,
                RenameSequence,
                RenameTable,
                ReplaceObject,
                TableOperation {

    /** Returns the operation that reverts this one; removed rows and values are not restored. */
    Operation inverse();

    /** Calls the method of the visitor for this kind of operation. */
    <R> R accept(OperationVisitor<R> visitor);
}
