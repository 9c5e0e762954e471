package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Shows what was done to this database, newest first. */
@Mojo(name = "log", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class LogMojo extends CommandMojo {

    /** How many entries at most. */
    @Parameter(property = "migrate.limit")
    private @Nullable String limit;

    /** The goal of the command {@code log}. */
    public LogMojo() {
        super("log");
    }

    @Override
    void addTo(CommandWords words) {
        words.option("--limit", this.limit);
    }
}
