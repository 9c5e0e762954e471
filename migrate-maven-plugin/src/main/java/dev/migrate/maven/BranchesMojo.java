package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows the revisions that several others revise. */
@Mojo(name = "branches", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class BranchesMojo extends CommandMojo {

    /** The goal of the command {@code branches}. */
    public BranchesMojo() {
        super("branches");
    }

    @Override
    void addTo(CommandWords words) {
        // there is nothing to say but what every command may be told
    }
}
