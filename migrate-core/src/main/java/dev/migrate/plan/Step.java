package dev.migrate.plan;

import dev.migrate.revision.Revision;

/**
 * A single revision to apply or revert.
 *
 * @param direction whether to apply or to revert the revision
 * @param revision the revision
 * @param change the change to the current revisions
 */
public record Step(Direction direction, Revision revision, HeadsChange change) {}
