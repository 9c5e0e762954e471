package dev.migrate.ddl;

/**
 * An expression that the database evaluates when a statement runs, in place of a value.
 *
 * @param sql the expression
 */
public record SqlExpression(String sql) {}
