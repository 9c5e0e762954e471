package dev.migrate.importer.flyway;

import dev.migrate.importer.ForeignScript;
import dev.migrate.importer.ImportedFrom;
import dev.migrate.importer.SourceText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A script that Flyway runs.
 *
 * @param name the name of the file
 * @param file the location and the path of the file, for messages
 * @param checksum the checksum that Flyway records
 * @param source the SQL
 */
record FlywayScript(FlywayName name, String file, int checksum, SourceText source) {

    private static final String TOOL = "flyway";
    private static final int MAX_DESCRIPTION = 40;

    ForeignScript versioned(@Nullable FlywayScript undo) {
        String version = Objects.requireNonNull(this.name.version()).text();
        return new ForeignScript(
                new ImportedFrom(TOOL, version, this.checksum),
                "V" + version,
                message(),
                false,
                this.source,
                undo == null ? null : undo.source());
    }

    ForeignScript repeatable() {
        String words = this.name.description().replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
        return new ForeignScript(
                new ImportedFrom(TOOL, "R:" + this.name.description(), this.checksum),
                "R." + (words.isEmpty() ? "script" : words.substring(0, Math.min(words.length(), MAX_DESCRIPTION))),
                message(),
                true,
                this.source,
                null);
    }

    private String message() {
        String description = this.name.description().strip();
        return description.isEmpty() ? this.file.substring(this.file.lastIndexOf('/') + 1) : description;
    }
}
