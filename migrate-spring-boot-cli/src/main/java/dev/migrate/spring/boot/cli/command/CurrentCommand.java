package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.report.CurrentReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.settings.MigrateSettings.Edited;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "current",
        description = "Shows the database's current revisions and whether it is at the heads. Read-only.",
        footer = "  migrate current --check-heads && echo the database is ready")
final class CurrentCommand extends Subcommand {

    @Option(
            names = {"-c", "--check-heads"},
            description =
                    "Exit with 3 if the database is neither at the heads nor ahead of them, or if a script was edited and"
                            + " 'migrate.edited' is 'fail'.")
    private boolean checkHeads;

    CurrentCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    int run() {
        MigrationEngine engine = engine();
        CurrentReport report = engine.current();
        if (json()) {
            terminal().document(Documents.current(report, prefix()::in));
        } else if (quiet()) {
            report.current().stream().map(RevisionReport::id).forEach(terminal()::line);
        } else {
            print(report);
        }
        return ExitCode.ofResult(!this.checkHeads || (report.upToDate() && !hasEdited(engine)));
    }

    /** Returns whether edited scripts are errors and there are any. */
    private boolean hasEdited(MigrationEngine engine) {
        if (engine.settings().edited() != Edited.FAIL) {
            return false;
        }
        List<RevisionReport> edited = engine.history(null).revisions().stream()
                .filter((revision) -> revision.state() == RevisionState.EDITED)
                .toList();
        if (!edited.isEmpty()) {
            terminal()
                    .message("Scripts were edited after they were applied: " + RevisionView.ids(edited.stream()) + ".");
        }
        return !edited.isEmpty();
    }

    private void print(CurrentReport report) {
        RevisionView view = new RevisionView(terminal(), List.of());
        if (report.current().isEmpty()) {
            terminal().line(report.notice() == null ? "base" : "no revision");
        } else if (verbose()) {
            view.blocks(report.current());
            terminal().line("");
        } else {
            view.table(report.current());
        }
        if (!report.interrupted().isEmpty()) {
            view.table(report.interrupted());
        }
        terminal().paragraph(distance(report));
        if (report.notice() != null) {
            terminal().paragraph(prefix().in(report.notice()));
        }
    }

    /** Returns a sentence about the distance to the heads. */
    static String distance(CurrentReport report) {
        int missing = report.missing().size();
        if (report.upToDate() && missing > 0) {
            return "The database is ahead of the scripts: %s no script."
                    .formatted(missing == 1 ? "1 revision has" : missing + " revisions have");
        }
        if (report.upToDate()) {
            return "The database is at the %s.".formatted(report.heads().size() == 1 ? "head" : "heads");
        }
        if (report.pending() == 0) {
            return "A revision was interrupted.";
        }
        return "%s; the %s %s."
                .formatted(
                        report.pending() == 1 ? "One revision is pending" : report.pending() + " revisions are pending",
                        report.heads().size() == 1 ? "head is" : "heads are",
                        RevisionView.ids(report.heads().stream()));
    }
}
