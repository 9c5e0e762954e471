package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Shows the operations recorded in this database, newest first. Read-only. */
@Mojo(name = "log", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class LogMojo extends CommandMojo {

    /** Maximum number of entries. */
    @Parameter(property = "migrate.limit")
    private @Nullable String limit;

    /** Creates the goal {@code log}. */
    public LogMojo() {
        super("log");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.option("--limit", this.limit);
    }
}
