package dev.migrate.schema;

/** The expression that a column is worked out from, and whether its value is kept. */
public record Generated(String expression, boolean stored) {}
