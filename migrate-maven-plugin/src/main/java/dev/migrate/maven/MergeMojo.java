package dev.migrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Writes a revision that merges several heads. Requires no database. */
@Mojo(name = "merge", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class MergeMojo extends CommandMojo {

    /** Comma-separated list of revisions to merge. Default: all heads. */
    @Parameter(property = "migrate.revision")
    private @Nullable List<String> revision;

    /** Message of the revision. Default: the names of the merged revisions. */
    @Parameter(property = "migrate.message")
    private @Nullable String message;

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

    /** Creates the goal {@code merge}. */
    public MergeMojo() {
        super("merge");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .arguments(this.revision)
                .option("--message", this.message)
                .option("--rev-id", this.revId)
                .flag("--splice", this.splice)
                .options("--branch-label", this.branchLabel)
                .option("--location", this.location);
    }
}
