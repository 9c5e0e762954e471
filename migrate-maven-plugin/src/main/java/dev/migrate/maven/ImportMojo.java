package dev.migrate.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Writes a revision for each script of another migration tool that was not imported yet. */
@Mojo(name = "import", requiresDependencyResolution = ResolutionScope.RUNTIME)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ImportMojo extends CommandMojo {

    /** Tool that the scripts are for: {@code flyway}. */
    @Parameter(property = "migrate.tool", defaultValue = "flyway")
    private String tool;

    /** Comma-separated list of locations of the tool's scripts. Default: those of the tool's configuration. */
    @Parameter(property = "migrate.location")
    private @Nullable List<String> location;

    /** Comma-separated list of values of placeholders, {@code NAME=VALUE}. */
    @Parameter(property = "migrate.placeholder")
    private @Nullable List<String> placeholder;

    /** Folder with corrected copies of scripts that cannot be imported as they are. */
    @Parameter(property = "migrate.replacements")
    private @Nullable String replacements;

    /** Comma-separated list of what has no counterpart and is imported without. */
    @Parameter(property = "migrate.accept")
    private @Nullable List<String> accept;

    /** Print the revisions; write nothing. */
    @Parameter(property = "migrate.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** Creates the goal {@code import}. */
    public ImportMojo() {
        super("import");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments
                .argument(this.tool)
                .options("--location", this.location)
                .options("--placeholder", this.placeholder)
                .option("--replacements", this.replacements)
                .options("--accept", this.accept)
                .flag("--dry-run", this.dryRun);
    }
}
