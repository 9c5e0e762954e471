package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Moves the database down to a revision. */
@Mojo(name = "downgrade", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class DowngradeMojo extends CommandMojo {

    /** Where to go: the last revision that stays, {@code -N} or {@code base}. */
    @Parameter(property = "migrate.revision")
    private @Nullable String revision;

    /** Print the SQL that would be run, and ask no database: from where to where, as {@code FROM:TO}. */
    @Parameter(property = "migrate.sql")
    private @Nullable String sql;

    /** Print the SQL that would be run from where the database is; run nothing. */
    @Parameter(property = "migrate.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** What to call this run in the log. */
    @Parameter(property = "migrate.tag")
    private @Nullable String tag;

    /** The goal of the command {@code downgrade}. */
    public DowngradeMojo() {
        super("downgrade");
    }

    @Override
    void addTo(CommandWords words) {
        words.argument(this.revision)
                .flagOrOption("--sql", this.sql)
                .flag("--dry-run", this.dryRun)
                .option("--tag", this.tag);
    }
}
