package dev.migrate.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Opens the script of a revision in the editor that {@code VISUAL} or {@code EDITOR} names. */
@Mojo(name = "edit", requiresDependencyResolution = ResolutionScope.RUNTIME)
public final class EditMojo extends CommandMojo {

    /** The revision. */
    @Parameter(property = "migrate.revision", required = true)
    private @Nullable String revision;

    /** The goal of the command {@code edit}. */
    public EditMojo() {
        super("edit");
    }

    @Override
    void addTo(CommandWords words) {
        words.argument(this.revision);
    }
}
