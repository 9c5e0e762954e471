package dev.migrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Sets the database's current revisions without running a script. */
@Mojo(name = "stamp", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class StampMojo extends CommandMojo {

    /** Comma-separated list of revisions to record as current. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable List<String> revision;

    /** Delete the recorded revisions first. */
    @Parameter(property = "migrate.purge", defaultValue = "false")
    private boolean purge;

    /** Print the SQL instead of running it, without a database. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /** Name of this operation in the log. */
    @Parameter(property = "migrate.tag")
    private @Nullable String tag;

    /** Creates the goal {@code stamp}. */
    public StampMojo() {
        super("stamp");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .arguments(this.revision)
                .flag("--purge", this.purge)
                .flag("--sql", this.sql)
                .option("--tag", this.tag);
    }
}
