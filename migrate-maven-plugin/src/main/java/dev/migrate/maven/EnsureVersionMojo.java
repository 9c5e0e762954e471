package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Creates Migrate's own tables if they do not exist. */
@Mojo(name = "ensure-version", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class EnsureVersionMojo extends CommandMojo {

    /** Print the SQL instead of running it, without a database. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /** Creates the goal {@code ensure-version}. */
    public EnsureVersionMojo() {
        super("ensure-version");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.flag("--sql", this.sql);
    }
}
