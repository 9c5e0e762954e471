package dev.migrate.report;

import java.util.List;

/**
 * The revisions.
 *
 * @param revisions newest first
 */
public record HistoryReport(List<RevisionReport> revisions) {}
