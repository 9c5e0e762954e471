package dev.migrate.spring.boot.cli;

import dev.migrate.MoveRequest;
import dev.migrate.report.MoveReport;
import dev.migrate.report.StepReport;
import dev.migrate.spring.boot.document.Documents;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What going up and going down have in common. */
abstract class MoveCommand extends Subcommand {

    @Option(
            names = "--dry-run",
            order = 11,
            description = "Show what would be run from where the database is; run nothing.")
    private boolean dryRun;

    @Option(names = "--tag", paramLabel = "TEXT", order = 12, description = "What to call this run in the log.")
    private @Nullable String tag;

    MoveCommand(Terminal terminal, Engines engines) {
        super(terminal, engines);
    }

    abstract String target();

    abstract MoveReport move(MoveRequest request);

    @Override
    String logLevel() {
        return verbose() ? "debug" : super.logLevel();
    }

    @Override
    int run() {
        MoveReport report = move(new MoveRequest(target(), this.dryRun, null, this.tag));
        if (json()) {
            terminal().document(Documents.move(report));
        } else if (!quiet()) {
            print(report);
        }
        return ExitCode.DONE;
    }

    private void print(MoveReport report) {
        String place = report.current().isEmpty() ? "base" : String.join(", ", report.current());
        int steps = report.steps().size();
        if (steps == 0) {
            terminal().line("Nothing to do: the database is at " + place + ".");
            return;
        }
        if (report.dryRun()) {
            Table table = new Table();
            report.steps().forEach((step) -> table.add(cells(report, step)));
            table.print(terminal());
            terminal().line("The database is at " + place + "; nothing was changed.");
            return;
        }
        terminal()
                .line("%s; the database is at %s."
                        .formatted(
                                (steps == 1 ? "One revision was " : steps + " revisions were ")
                                        + (report.direction().equals("upgrade") ? "applied" : "undone"),
                                place));
    }

    private static List<Cell> cells(MoveReport report, StepReport step) {
        return List.of(
                Cell.of(report.direction()),
                new Cell(step.revision(), Tone.ID),
                Cell.of(step.statements() == 1 ? "1 statement" : step.statements() + " statements"),
                Cell.of(step.message()));
    }
}
