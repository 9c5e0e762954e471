package dev.migrate.operation;

/** One change of a schema, free of any product's SQL. */
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
                Define,
                DropColumn,
                DropConstraint,
                DropEnum,
                DropIndex,
                DropNamespace,
                DropSequence,
                DropTable,
                Execute,
                RebuildTable,
                Redefine,
                RenameColumn,
                RenameConstraint,
                RenameIndex,
                RenameSequence,
                RenameTable,
                ReplacePrimaryKey,
                Undefine {

    /** What takes it back; the rows and values that it removed stay gone. */
    Operation inverse();

    /** Lets a visitor answer for this kind of operation. */
    <R> R accept(OperationVisitor<R> visitor);
}
