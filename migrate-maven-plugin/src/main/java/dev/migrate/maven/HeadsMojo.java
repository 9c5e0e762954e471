package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows the revisions that nothing revises. */
@Mojo(name = "heads", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class HeadsMojo extends CommandMojo {

    /** Leave out heads that other revisions depend on. */
    @Parameter(property = "migrate.resolveDependencies", defaultValue = "false")
    private boolean resolveDependencies;

    /** The goal of the command {@code heads}. */
    public HeadsMojo() {
        super("heads");
    }

    @Override
    void addTo(CommandWords words) {
        words.flag("--resolve-dependencies", this.resolveDependencies);
    }
}
