package dev.migrate.operation;

/**
 * Runs a statement that is not analyzed.
 *
 * @param undo the statement that reverts it; empty if none is required
 */
public record Execute(String sql, String undo) implements Operation {

    @Override
    public Operation inverse() {
        return new Execute(this.undo, this.sql);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
