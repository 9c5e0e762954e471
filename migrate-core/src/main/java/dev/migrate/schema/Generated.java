package dev.migrate.schema;

/** The expression of a generated column, and whether its value is stored. */
public record Generated(String expression, boolean stored) {}
