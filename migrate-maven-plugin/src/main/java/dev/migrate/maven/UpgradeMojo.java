package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Upgrades the database to a revision and applies the revisions that it requires. */
@Mojo(name = "upgrade", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class UpgradeMojo extends MigrationMojo {

    /** Creates the goal {@code upgrade}. */
    public UpgradeMojo() {
        super("upgrade");
    }
}
