package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Fails the build if the database is not as the models want it. */
@Mojo(name = "check", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class CheckMojo extends CommandMojo {

    /** The goal of the command {@code check}. */
    public CheckMojo() {
        super("check");
    }

    @Override
    void addTo(CommandWords words) {}
}
