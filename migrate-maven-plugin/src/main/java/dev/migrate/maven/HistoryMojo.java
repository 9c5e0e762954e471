package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Shows the revisions, newest first. */
@Mojo(name = "history", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class HistoryMojo extends CommandMojo {

    /** The part to show, as {@code FROM:TO}. */
    @Parameter(property = "migrate.revRange")
    private @Nullable String revRange;

    /** Begin with where the database is. */
    @Parameter(property = "migrate.indicateCurrent", defaultValue = "false")
    private boolean indicateCurrent;

    /** Leave out what is pending. */
    @Parameter(property = "migrate.applied", defaultValue = "false")
    private boolean applied;

    /** The goal of the command {@code history}. */
    public HistoryMojo() {
        super("history");
    }

    @Override
    void addTo(CommandWords words) {
        words.option("--rev-range", this.revRange)
                .flag("--indicate-current", this.indicateCurrent)
                .flag("--applied", this.applied);
    }
}
