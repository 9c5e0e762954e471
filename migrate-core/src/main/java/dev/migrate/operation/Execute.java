package dev.migrate.operation;

/**
 * Runs a statement that the engine does not look into.
 *
 * @param undo the statement that takes it back; empty where nothing has to be
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
