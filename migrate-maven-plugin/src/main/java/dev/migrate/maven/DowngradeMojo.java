package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Moves the database down to a revision. */
@Mojo(name = "downgrade", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class DowngradeMojo extends MoveMojo {

    /** The goal of the command {@code downgrade}. */
    public DowngradeMojo() {
        super("downgrade");
    }
}
