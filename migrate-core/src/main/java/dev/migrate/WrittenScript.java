package dev.migrate;

import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.revision.Revision;
import java.nio.file.Path;

/**
 * Script that was written.
 *
 * @param path the path of the file
 * @param revision the revision that the script defines
 * @param text the text of the script
 */
public record WrittenScript(Path path, Revision revision, String text) {

    /** Returns the id of the revision. */
    public String id() {
        return this.revision.id();
    }

    /** Returns the kind of the script, {@code sql} or {@code java}. */
    public String kind() {
        return this.path.toString().endsWith(".java") ? "java" : "sql";
    }

    /** Returns the report of the new revision, which is pending in every database. */
    public RevisionReport report() {
        RevisionReport.Script script = new RevisionReport.Script("file:" + this.path, kind(), reversible(), null);
        return new RevisionReport(this.revision, script, true, false, RevisionState.PENDING, null, null);
    }

    /** Returns whether the script has a downgrade. */
    public boolean reversible() {
        return this.text.contains(kind().equals("java") ? "void downgrade(" : "-- migrate:downgrade");
    }
}
