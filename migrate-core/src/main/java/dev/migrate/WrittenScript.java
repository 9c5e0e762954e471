package dev.migrate;

import dev.migrate.revision.Revision;
import java.nio.file.Path;

/**
 * A script that was written.
 *
 * @param path its file
 * @param revision what it says of itself
 * @param text all of it
 */
public record WrittenScript(Path path, Revision revision, String text) {

    /** The id of the revision. */
    public String id() {
        return this.revision.id();
    }

    /** Its kind, {@code sql} or {@code java}. */
    public String kind() {
        return this.path.toString().endsWith(".java") ? "java" : "sql";
    }

    /** Whether it has a way back. */
    public boolean reversible() {
        return this.text.contains(kind().equals("java") ? "void downgrade(" : "-- migrate:downgrade");
    }
}
