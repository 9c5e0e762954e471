package dev.migrate.operation;

/** Processes each kind of operation. A new kind of operation adds a method here, which every visitor must implement. */
public interface OperationVisitor<R> {

    R visit(AddColumn operation);

    R visit(AddConstraint operation);

    R visit(AlterColumn operation);

    R visit(AlterEnum operation);

    R visit(AlterOptions operation);

    R visit(AlterSequence operation);

    R visit(CommentOnTable operation);

    R visit(CreateEnum operation);

    R visit(CreateIndex operation);

    R visit(CreateNamespace operation);

    R visit(CreateSequence operation);

    R visit(CreateTable operation);

    R visit(CreateObject operation);

    R visit(DropColumn operation);

    R visit(DropConstraint operation);

    R visit(DropEnum operation);

    R visit(DropIndex operation);

    R visit(DropNamespace operation);

    R visit(DropSequence operation);

    R visit(DropTable operation);

    R visit(Execute operation);

    R visit(RebuildTable operation);

    R visit(ReplaceObject operation);

    R visit(RenameColumn operation);

    R visit(RenameConstraint operation);

    R visit(RenameIndex operation);

    R visit(RenameSequence operation);

    R visit(RenameTable operation);

    R visit(ReplacePrimaryKey operation);

    R visit(DropObject operation);
}
