package dev.migrate.report;

import java.util.List;

/**
 * The result of a stamp.
 *
 * @param targets the requested symbols
 * @param purge whether the previous current revisions were ignored
 * @param current the new current revisions
 */
public record StampReport(List<String> targets, boolean purge, List<String> current) {}
