package dev.migrate.spring.boot.cli.command;

import dev.migrate.error.ErrorCode;
import dev.migrate.report.RevisionReport;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.StyledText;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a revision, its state in the database, and its script. Read-only.",
        footer = {"  migrate show head", "  migrate show ae10"})
final class ShowCommand extends Subcommand {

    @Parameters(paramLabel = "REVISION", description = "Revision: an id, an id prefix, or a symbol.")
    private String revision = "";

    ShowCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    int run() {
        List<RevisionReport> revisions = engine().show(this.revision);
        if (revisions.isEmpty()) {
            throw new CommandException(
                    ErrorCode.NO_SUCH_REVISION,
                    "'" + this.revision + "' does not match any revision.",
                    "Specify the id of a revision, or 'head'.");
        }
        if (quiet()) {
            revisions.stream().map(RevisionReport::id).forEach(terminal()::line);
        } else if (json()) {
            terminal().document(Documents.revision(only(revisions)));
        } else {
            print(revisions);
        }
        return ExitCode.DONE;
    }

    /** Returns the only revision; a JSON document describes one, as over HTTP. */
    private RevisionReport only(List<RevisionReport> revisions) {
        if (revisions.size() == 1) {
            return revisions.get(0);
        }
        List<String> ids = revisions.stream().map(RevisionReport::id).toList();
        throw new CommandException(
                CommandError.SEVERAL_REVISIONS,
                "'" + this.revision + "' matches several revisions: '" + String.join("', '", ids) + "'.",
                "Specify the id of one of them.",
                Map.of("revisions", ids));
    }

    private void print(List<RevisionReport> revisions) {
        RevisionView view = new RevisionView(terminal(), List.of());
        for (int i = 0; i < revisions.size(); i++) {
            if (i > 0) {
                terminal().line("");
            }
            RevisionReport one = revisions.get(i);
            view.blocks(List.of(one));
            RevisionReport.Sections sections = one.sections();
            if (sections != null) {
                section("-- migrate:upgrade", sections.upgrade());
                section("-- migrate:downgrade", sections.downgrade());
                section("Difference from the applied script:", sections.difference());
            }
        }
    }

    private void section(String heading, @Nullable String text) {
        if (text != null) {
            terminal().line("");
            terminal().line(new StyledText(heading, Style.FAINT));
            if (!text.isBlank()) {
                terminal().block(text.strip());
            }
        }
    }
}
