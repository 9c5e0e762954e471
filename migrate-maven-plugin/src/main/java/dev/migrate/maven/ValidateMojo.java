package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Checks scripts, graph, properties, and what the database has of them. */
@Mojo(name = "validate", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class ValidateMojo extends CommandMojo {

    /** Report revisions that are not applied, too. */
    @Parameter(property = "migrate.atHeads", defaultValue = "false")
    private boolean atHeads;

    /** Check scripts, graph and properties only, without a database. */
    @Parameter(property = "migrate.offline", defaultValue = "false")
    private boolean offline;

    /** The goal of the command {@code validate}. */
    public ValidateMojo() {
        super("validate");
    }

    @Override
    void addTo(CommandWords words) {
        words.flag("--at-heads", this.atHeads).flag("--offline", this.offline);
    }
}
