package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Makes the folder for revisions, with a template for new ones. Needs no database. */
@Mojo(name = "init", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class InitMojo extends CommandMojo {

    /** What to make; if not given, the first of {@code migrate.locations}. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /** The goal of the command {@code init}. */
    public InitMojo() {
        super("init");
    }

    @Override
    void addTo(CommandWords words) {
        words.option("--location", this.location);
    }
}
