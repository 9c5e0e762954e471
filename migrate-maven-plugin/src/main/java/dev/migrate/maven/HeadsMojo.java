package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Shows the heads of the revision graph. Read-only. */
@Mojo(name = "heads", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class HeadsMojo extends CommandMojo {

    /** Omit heads that other revisions depend on. */
    @Parameter(property = "migrate.resolveDependencies", defaultValue = "false")
    private boolean resolveDependencies;

    /** Creates the goal {@code heads}. */
    public HeadsMojo() {
        super("heads");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.flag("--resolve-dependencies", this.resolveDependencies);
    }
}
