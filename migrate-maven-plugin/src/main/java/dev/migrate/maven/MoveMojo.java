package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that moves the database. */
abstract class MoveMojo extends CommandMojo {

    /** Where to go: up, the only head if not given; down, the last revision that stays, {@code -N} or {@code base}. */
    @Parameter(property = "migrate.revision")
    private @Nullable String revision;

    /** Print the SQL that would be run, and ask no database: from where to where, as {@code FROM:TO}. */
    @Parameter(property = "migrate.sql")
    private @Nullable String sql;

    /** Print the steps, their SQL, and its warnings; run nothing. */
    @Parameter(property = "migrate.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** What to call this run in the log. */
    @Parameter(property = "migrate.tag")
    private @Nullable String tag;

    MoveMojo(String command) {
        super(command);
    }

    @Override
    void addTo(CommandWords words) {
        words.argument(this.revision)
                .flagOrOption("--sql", this.sql)
                .flag("--dry-run", this.dryRun)
                .option("--tag", this.tag);
    }
}
