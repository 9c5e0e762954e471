package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Opens the script of a revision in the editor set in {@code VISUAL} or {@code EDITOR}. */
@Mojo(name = "edit", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class EditMojo extends CommandMojo {

    /** Revision: an id, an id prefix, or a symbol. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable String revision;

    /** Creates the goal {@code edit}. */
    public EditMojo() {
        super("edit");
    }

    @Override
    void addTo(CommandArguments arguments) {
        arguments.argument(this.revision);
    }
}
