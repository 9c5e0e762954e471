package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows the database's current revisions and whether it is at the heads. Read-only. */
@Mojo(name = "current", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class CurrentMojo extends CommandMojo {

    /** Fail the build if the database is not at the heads. */
    @Parameter(property = "migrate.checkHeads", defaultValue = "false")
    private boolean checkHeads;

    /** Creates the goal {@code current}. */
    public CurrentMojo() {
        super("current");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.flag("--check-heads", this.checkHeads);
    }
}
