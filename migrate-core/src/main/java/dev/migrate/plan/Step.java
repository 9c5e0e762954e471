package dev.migrate.plan;

import dev.migrate.revision.Revision;

/**
 * One revision to apply or to undo.
 *
 * @param direction which way
 * @param revision the revision
 * @param change what it does to the current revisions
 */
public record Step(Direction direction, Revision revision, HeadsChange change) {}
