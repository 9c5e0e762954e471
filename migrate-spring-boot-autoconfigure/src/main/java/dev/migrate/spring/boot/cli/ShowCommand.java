package dev.migrate.spring.boot.cli;

import dev.migrate.report.RevisionReport;
import dev.migrate.spring.boot.document.Documents;
import dev.migrate.spring.boot.document.ProblemAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows what a revision is, whether the database has it, and its script. Writes nothing.",
        footer = {"  migrate show head", "  migrate show ae10"})
final class ShowCommand extends Subcommand {

    @Parameters(paramLabel = "REVISION", description = "The revision: an id, the beginning of one, or a symbol.")
    private String revision = "";

    ShowCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    int run() {
        List<RevisionReport> revisions = engine().show(this.revision);
        if (revisions.isEmpty()) {
            throw new RefusalException(
                    ExitCode.UNRESOLVED,
                    ProblemAnswer.of(
                            404,
                            "no-such-revision",
                            "Unknown revision",
                            "'" + this.revision + "' names no revision.",
                            "Ask for a revision by its id, or for 'head'."));
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

    /** A document is about one revision, as over HTTP. */
    private RevisionReport only(List<RevisionReport> revisions) {
        if (revisions.size() == 1) {
            return revisions.get(0);
        }
        List<String> ids = revisions.stream().map(RevisionReport::id).toList();
        throw new RefusalException(
                ExitCode.UNRESOLVED,
                new ProblemAnswer(
                        409,
                        "several-revisions",
                        "Several revisions",
                        "'" + this.revision + "' names several revisions: '" + String.join("', '", ids) + "'.",
                        "Ask for one of them by its id.",
                        Map.of("revisions", ids)));
    }

    private void print(List<RevisionReport> revisions) {
        RevisionView view = new RevisionView(terminal(), List.of());
        for (int i = 0; i < revisions.size(); i++) {
            if (i > 0) {
                terminal().line("");
            }
            RevisionReport one = revisions.get(i);
            view.blocks(List.of(one));
            section("-- migrate:upgrade", one.upgrade());
            section("-- migrate:downgrade", one.downgrade());
            section("What differs from the script that was applied:", one.difference());
        }
    }

    private void section(String heading, @Nullable String text) {
        if (text != null) {
            terminal().line("");
            terminal().line(new Cell(heading, Tone.FAINT));
            if (!text.isBlank()) {
                terminal().block(text.strip());
            }
        }
    }
}
