package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Checks scripts, graph, properties, and the revisions in the database. Read-only. */
@Mojo(name = "validate", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class ValidateMojo extends CommandMojo {

    /** Also report pending revisions. */
    @Parameter(property = "migrate.atHeads", defaultValue = "false")
    private boolean atHeads;

    /** Check only scripts, graph, and properties, without a database. */
    @Parameter(property = "migrate.offline", defaultValue = "false")
    private boolean offline;

    /** Creates the goal {@code validate}. */
    public ValidateMojo() {
        super("validate");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.flag("--at-heads", this.atHeads).flag("--offline", this.offline);
    }
}
