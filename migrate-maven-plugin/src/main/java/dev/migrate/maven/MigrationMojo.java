package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Base class of the goals {@code upgrade} and {@code downgrade}. */
abstract class MigrationMojo extends CommandMojo {

    /** Target. For an upgrade, default: the only head. For a downgrade, the last revision that remains applied, {@code -N}, or {@code base}. */
    @Parameter(property = "migrate.revision")
    private @Nullable String revision;

    /** Print the SQL for a range of revisions, as {@code FROM:TO}, without a database. */
    @Parameter(property = "migrate.sql")
    private @Nullable String sql;

    /** Print the steps with their SQL and warnings; change nothing. */
    @Parameter(property = "migrate.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** Name of this run in the log. */
    @Parameter(property = "migrate.tag")
    private @Nullable String tag;

    MigrationMojo(String command) {
        super(command);
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .argument(this.revision)
                .flagOrOption("--sql", this.sql)
                .flag("--dry-run", this.dryRun)
                .option("--tag", this.tag);
    }
}
