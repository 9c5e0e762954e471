package dev.migrate.report;

import java.util.List;

/**
 * A stamp.
 *
 * @param targets the symbols that were asked for
 * @param purge whether the rows that were there counted for nothing
 * @param current the new current revisions
 */
public record StampReport(List<String> targets, boolean purge, List<String> current) {}
