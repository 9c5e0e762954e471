package dev.migrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Sets the database's current revisions without running a script. */
@Mojo(name = "stamp", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class StampMojo extends CommandMojo {

    /** What the database is to be at, separated by commas. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable List<String> revision;

    /** Forget first what the database has. */
    @Parameter(property = "migrate.purge", defaultValue = "false")
    private boolean purge;

    /** Print the SQL that would do it, and ask no database. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /** What to call this in the log. */
    @Parameter(property = "migrate.tag")
    private @Nullable String tag;

    /** The goal of the command {@code stamp}. */
    public StampMojo() {
        super("stamp");
    }

    @Override
    void addTo(CommandWords words) {
        words.arguments(this.revision)
                .flag("--purge", this.purge)
                .flag("--sql", this.sql)
                .option("--tag", this.tag);
    }
}
