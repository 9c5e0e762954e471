package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Makes the engine's own tables where they are missing, nothing else. */
@Mojo(name = "ensure-version", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class EnsureVersionMojo extends CommandMojo {

    /** Print the SQL that would do it, and ask no database. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /** The goal of the command {@code ensure-version}. */
    public EnsureVersionMojo() {
        super("ensure-version");
    }

    @Override
    void addTo(CommandWords words) {
        words.flag("--sql", this.sql);
    }
}
