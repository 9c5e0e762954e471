package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Moves the database up to a revision, and applies all that it needs. */
@Mojo(name = "upgrade", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class UpgradeMojo extends MoveMojo {

    /** The goal of the command {@code upgrade}. */
    public UpgradeMojo() {
        super("upgrade");
    }
}
