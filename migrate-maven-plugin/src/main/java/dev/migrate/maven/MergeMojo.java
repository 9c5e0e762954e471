package dev.migrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Writes a revision that joins several into one. Needs no database. */
@Mojo(name = "merge", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class MergeMojo extends CommandMojo {

    /** What to join, separated by commas; if not given, all heads. */
    @Parameter(property = "migrate.revision")
    private @Nullable List<String> revision;

    /** What it is for. */
    @Parameter(property = "migrate.message")
    private @Nullable String message;

    /** The id; if not given, 12 hexadecimal digits by chance. */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    /** Allow to revise what others already revise: a new branch. */
    @Parameter(property = "migrate.splice", defaultValue = "false")
    private boolean splice;

    /** Names for the branch, separated by commas. */
    @Parameter(property = "migrate.branchLabel")
    private @Nullable List<String> branchLabel;

    /** Which of {@code migrate.locations} to write to; if not given, the one of its parent. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /** The goal of the command {@code merge}. */
    public MergeMojo() {
        super("merge");
    }

    @Override
    void addTo(CommandWords words) {
        words.arguments(this.revision)
                .option("--message", this.message)
                .option("--rev-id", this.revId)
                .flag("--splice", this.splice)
                .options("--branch-label", this.branchLabel)
                .option("--location", this.location);
    }
}
