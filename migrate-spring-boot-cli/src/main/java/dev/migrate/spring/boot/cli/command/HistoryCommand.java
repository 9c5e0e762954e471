package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.CurrentReport;
import dev.migrate.report.HistoryReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.report.RevisionState;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description = "Shows the revisions, newest first, with lines to their parents, and the time and user of each"
                + " upgrade. Read-only.",
        footer = {"  migrate history -r current:heads", "  migrate history -r -3: -v"})
final class HistoryCommand extends Subcommand {

    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "FROM:TO",
            description = "Range to show, inclusive. Either end can be omitted.")
    private @Nullable String range;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Print the current revisions first.")
    private boolean indicateCurrent;

    @Option(names = "--applied", description = "Omit pending revisions.")
    private boolean applied;

    HistoryCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    int run() {
        List<RevisionReport> revisions = engine().history(this.range).revisions().stream()
                .filter((revision) -> !this.applied || revision.state() != RevisionState.PENDING)
                .toList();
        if (json()) {
            terminal().document(Documents.history(new HistoryReport(revisions)));
        } else if (quiet()) {
            revisions.stream().map(RevisionReport::id).forEach(terminal()::line);
        } else {
            print(revisions, engine().current());
        }
        return ExitCode.DONE;
    }

    private void print(List<RevisionReport> revisions, CurrentReport current) {
        if (this.indicateCurrent) {
            terminal()
                    .line("Current: " + RevisionView.ids(current.current().stream()) + ". "
                            + CurrentCommand.distance(current));
            terminal().line("");
        }
        new RevisionView(terminal(), current.current()).graph(revisions, verbose());
    }
}
