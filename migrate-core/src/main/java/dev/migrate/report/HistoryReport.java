package dev.migrate.report;

import java.util.List;

/**
 * The revisions of the graph or of a range.
 *
 * @param revisions the revisions, newest first
 */
public record HistoryReport(List<RevisionReport> revisions) {}
