package dev.migrate.report;

import java.util.List;

/**
 * The result of a repair.
 *
 * @param revision the repaired revision in its state after the repair; with the differences from its record if its
 * script was edited
 * @param settled whether the revision no longer requires a repair
 * @param outcome a description of the finding, the change, and the next action
 * @param current the current revisions
 */
public record RepairReport(RevisionReport revision, boolean settled, String outcome, List<String> current) {}
