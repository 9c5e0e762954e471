package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Shows a revision, its state in the database, and its script. Read-only. */
@Mojo(name = "show", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class ShowMojo extends CommandMojo {

    /** Revision: an id, an id prefix, or a symbol. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable String revision;

    /** Creates the goal {@code show}. */
    public ShowMojo() {
        super("show");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.argument(this.revision);
    }
}
