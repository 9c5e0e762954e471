package dev.migrate.importer;

import org.jspecify.annotations.Nullable;

/**
 * A script of another tool.
 *
 * @param origin its place in the history of the tool
 * @param id the id of the revision; for a repeatable script, the beginning of the ids of its revisions
 * @param message the message of the revision
 * @param repeatable whether the tool runs the script again when it changes
 * @param upgrade the SQL
 * @param downgrade the SQL that reverts the script, if there is any
 */
public record ForeignScript(
        ImportedFrom origin,
        String id,
        String message,
        boolean repeatable,
        SourceText upgrade,
        @Nullable SourceText downgrade) {}
