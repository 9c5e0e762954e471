package dev.migrate.ddl;

/**
 * A change of a column's type that changes some values and does not fail.
 *
 * @param effect what becomes of these values
 * @param condition the condition that finds them
 */
public record LossyConversion(String effect, String condition) {}
