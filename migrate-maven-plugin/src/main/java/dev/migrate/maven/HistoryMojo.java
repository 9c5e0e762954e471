package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Shows the revisions, newest first. Read-only. */
@Mojo(name = "history", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class HistoryMojo extends CommandMojo {

    /** Range to show, inclusive, as {@code FROM:TO}. Either end can be omitted. */
    @Parameter(property = "migrate.revRange")
    private @Nullable String revRange;

    /** Print the current revisions first. */
    @Parameter(property = "migrate.indicateCurrent", defaultValue = "false")
    private boolean indicateCurrent;

    /** Omit pending revisions. */
    @Parameter(property = "migrate.applied", defaultValue = "false")
    private boolean applied;

    /** Creates the goal {@code history}. */
    public HistoryMojo() {
        super("history");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .option("--rev-range", this.revRange)
                .flag("--indicate-current", this.indicateCurrent)
                .flag("--applied", this.applied);
    }
}
