package dev.migrate.ddl;

/**
 * A value that the database works out itself when a statement runs.
 *
 * @param sql the expression
 */
public record SqlExpression(String sql) {}
