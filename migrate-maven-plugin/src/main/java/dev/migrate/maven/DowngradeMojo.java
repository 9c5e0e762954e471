package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Downgrades the database to a revision. */
@Mojo(name = "downgrade", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class DowngradeMojo extends MigrationMojo {

    /** Also revert revisions whose scripts are missing, where {@code base} or a relative target reaches them. */
    @Parameter(property = "migrate.missing", defaultValue = "false")
    private boolean missing;

    /** Creates the goal {@code downgrade}. */
    public DowngradeMojo() {
        super("downgrade");
    }

    @Override
    void addTo(CommandArguments arguments) {
        super.addTo(arguments);
        arguments.flag("--missing", this.missing);
    }
}
