package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Settles a revision that was interrupted or edited, by what the database proves or by what you say. */
@Mojo(name = "repair", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class RepairMojo extends CommandMojo {

    /** The revision. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable String revision;

    /** The statement that was interrupted took effect. */
    @Parameter(property = "migrate.done", defaultValue = "false")
    private boolean done;

    /** The statement that was interrupted did not take effect. */
    @Parameter(property = "migrate.notDone", defaultValue = "false")
    private boolean notDone;

    /** The interrupted revision is whole in the database. */
    @Parameter(property = "migrate.applied", defaultValue = "false")
    private boolean applied;

    /** Nothing of the interrupted revision is in the database. */
    @Parameter(property = "migrate.notApplied", defaultValue = "false")
    private boolean notApplied;

    /** Record the edited script in place of the one that was applied. */
    @Parameter(property = "migrate.accept", defaultValue = "false")
    private boolean accept;

    /** What to call this in the log. */
    @Parameter(property = "migrate.tag")
    private @Nullable String tag;

    /** The goal of the command {@code repair}. */
    public RepairMojo() {
        super("repair");
    }

    @Override
    void addTo(CommandWords words) {
        words.argument(this.revision)
                .flag("--done", this.done)
                .flag("--not-done", this.notDone)
                .flag("--applied", this.applied)
                .flag("--not-applied", this.notApplied)
                .flag("--accept", this.accept)
                .option("--tag", this.tag);
    }
}
