package dev.migrate.report;

import java.util.List;

/**
 * A repair.
 *
 * @param revision what it was about, as it is now; with what differs from its record if its script was edited
 * @param settled whether nothing is left to be said of it
 * @param outcome what was found, what was done, and what to do next, in words
 * @param current the current revisions
 */
public record RepairReport(RevisionReport revision, boolean settled, String outcome, List<String> current) {}
