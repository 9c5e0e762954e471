package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows the branch points and the first revision of each branch. Read-only. */
@Mojo(name = "branches", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class BranchesMojo extends CommandMojo {

    /** Creates the goal {@code branches}. */
    public BranchesMojo() {
        super("branches");
    }

    @Override
    void addTo(CommandArguments arguments) {
        // only the common parameters
    }
}
