package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Writes the existing schema of the database into the first script, and stamps the database with it. */
@Mojo(name = "baseline", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class BaselineMojo extends CommandMojo {

    /** Message of the revision. Default: Baseline. */
    @Parameter(property = "migrate.message")
    private @Nullable String message;

    /** Id of the revision. Default: 12 random hexadecimal digits. */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    /** Write the script only. Objects that cannot be written are marked in it as still to be written. */
    @Parameter(property = "migrate.noStamp", defaultValue = "false")
    private boolean noStamp;

    /** One of {@code migrate.locations} to write to. Default: the only location. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /** Creates the goal {@code baseline}. */
    public BaselineMojo() {
        super("baseline");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .option("--message", this.message)
                .option("--rev-id", this.revId)
                .flag("--no-stamp", this.noStamp)
                .option("--location", this.location);
    }
}
