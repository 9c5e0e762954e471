package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Compares the database with the models. Fails the build if they differ. Read-only. */
@Mojo(name = "check", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class CheckMojo extends CommandMojo {

    /** Creates the goal {@code check}. */
    public CheckMojo() {
        super("check");
    }

    @Override
    void addTo(CommandArguments arguments) {}
}
