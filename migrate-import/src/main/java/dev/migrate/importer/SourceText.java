package dev.migrate.importer;

/**
 * The SQL of a script of another tool, with all placeholders replaced.
 *
 * @param file the script, for messages
 * @param text the SQL
 * @param transactional whether the other tool runs the script in one transaction
 */
public record SourceText(String file, String text, boolean transactional) {}
