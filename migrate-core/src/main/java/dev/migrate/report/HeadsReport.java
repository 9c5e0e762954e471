package dev.migrate.report;

import java.util.List;

/**
 * The heads of the graph.
 *
 * @param heads the heads in load order
 */
public record HeadsReport(List<RevisionReport> heads) {}
