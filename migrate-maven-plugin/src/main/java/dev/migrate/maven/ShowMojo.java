package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Shows what a revision is, whether the database has it, and its script. */
@Mojo(name = "show", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class ShowMojo extends CommandMojo {

    /** The revision. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable String revision;

    /** The goal of the command {@code show}. */
    public ShowMojo() {
        super("show");
    }

    @Override
    void addTo(CommandWords words) {
        words.argument(this.revision);
    }
}
