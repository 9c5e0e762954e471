package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Creates the folder for revisions with a template for new ones. Requires no database. */
@Mojo(name = "init", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class InitMojo extends CommandMojo {

    /** Location to create. Default: the first of {@code migrate.locations}. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /** Creates the goal {@code init}. */
    public InitMojo() {
        super("init");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.option("--location", this.location);
    }
}
