package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Resolves an interrupted or edited revision, from the database's catalog or with the outcome that you specify. */
@Mojo(name = "repair", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class RepairMojo extends CommandMojo {

    /** Revision: an id, an id prefix, or a symbol. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable String revision;

    /** The interrupted statement took effect; the next run resumes after it. */
    @Parameter(property = "migrate.done", defaultValue = "false")
    private boolean done;

    /** The interrupted statement did not take effect; the next run repeats it. */
    @Parameter(property = "migrate.notDone", defaultValue = "false")
    private boolean notDone;

    /** The interrupted revision was completed manually; record it as applied. */
    @Parameter(property = "migrate.applied", defaultValue = "false")
    private boolean applied;

    /** The interrupted revision was reverted manually; record it as not applied. */
    @Parameter(property = "migrate.notApplied", defaultValue = "false")
    private boolean notApplied;

    /** Record the edited script, its checksum, and its downgrade in place of the applied ones. */
    @Parameter(property = "migrate.accept", defaultValue = "false")
    private boolean accept;

    /** Name of this operation in the log. */
    @Parameter(property = "migrate.tag")
    private @Nullable String tag;

    /** Creates the goal {@code repair}. */
    public RepairMojo() {
        super("repair");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .argument(this.revision)
                .flag("--done", this.done)
                .flag("--not-done", this.notDone)
                .flag("--applied", this.applied)
                .flag("--not-applied", this.notApplied)
                .flag("--accept", this.accept)
                .option("--tag", this.tag);
    }
}
