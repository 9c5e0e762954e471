package dev.migrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Writes the script of a new revision: empty, or with the changes that make the database match the models. */
@Mojo(name = "revision", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class RevisionMojo extends CommandMojo {

    /** Message of the revision. Its first line becomes part of the file name. */
    @Parameter(property = "migrate.message", required = true)
    private @Nullable String message;

    /** Comma-separated list of parent revisions. Default: the only head. */
    @Parameter(property = "migrate.head")
    private @Nullable List<String> head;

    /** Comma-separated list of revisions that must be applied first but are not parents. */
    @Parameter(property = "migrate.dependsOn")
    private @Nullable List<String> dependsOn;

    /** Id of the revision. Default: 12 random hexadecimal digits. */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    /** Allow a parent that is not a head, which starts a new branch. */
    @Parameter(property = "migrate.splice", defaultValue = "false")
    private boolean splice;

    /** Comma-separated list of labels of the branch. */
    @Parameter(property = "migrate.branchLabel")
    private @Nullable List<String> branchLabel;

    /** One of {@code migrate.locations} to write to. Default: the location of the parent. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /** Generate the changes that make the database match the models. */
    @Parameter(property = "migrate.autogenerate", defaultValue = "false")
    private boolean autogenerate;

    /** Comma-separated list of renamed tables and columns, as {@code OLD:NEW}. */
    @Parameter(property = "migrate.rename")
    private @Nullable List<String> rename;

    /** Write a generated script even if verification fails. */
    @Parameter(property = "migrate.unproved", defaultValue = "false")
    private boolean unproved;

    /** Write an SQL script. This is the default. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /** Write a Java class instead of SQL, in the package of its location. */
    @Parameter(property = "migrate.java", defaultValue = "false")
    private boolean java;

    /** Creates the goal {@code revision}. */
    public RevisionMojo() {
        super("revision");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .option("--message", this.message)
                .options("--head", this.head)
                .options("--depends-on", this.dependsOn)
                .flag("--autogenerate", this.autogenerate)
                .options("--rename", this.rename)
                .flag("--unproved", this.unproved)
                .flag("--sql", this.sql)
                .flag("--java", this.java)
                .option("--rev-id", this.revId)
                .flag("--splice", this.splice)
                .options("--branch-label", this.branchLabel)
                .option("--location", this.location);
    }
}
