package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Drift;
import dev.migrate.diff.Difference;
import dev.migrate.spring.boot.document.Documents;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description =
                "Says whether the database is as the models want it, and ends with 3 if it is not. Writes nothing.",
        footer = {"  migrate check", "  migrate check --json"})
final class CheckCommand extends Subcommand {

    CheckCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    int run() {
        MigrationEngine engine = engine();
        Drift drift = Autogenerate.of(engine, models(engine)).compare();
        if (json()) {
            terminal().document(Documents.drift(drift));
        } else if (quiet()) {
            drift.differences().stream().map(Difference::subject).forEach(terminal()::line);
        } else {
            print(drift);
        }
        return drift.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }

    private void print(Drift drift) {
        DifferencesView view = new DifferencesView(terminal());
        if (drift.isEmpty()) {
            terminal().line("The database is as the models want it (" + drift.source() + ").");
        } else {
            terminal()
                    .prose("The database is not as the models want it (%s): %s."
                            .formatted(drift.source(), DifferencesView.count(drift.differences())));
            view.print(drift.differences());
        }
        if (verbose() && !drift.unmanaged().isEmpty()) {
            terminal().line("");
            terminal().line("Left alone, since the models cannot ask for it:");
            drift.unmanaged()
                    .forEach((other) ->
                            terminal().line("  %s %s".formatted(other.element().word(), other.subject())));
        }
    }
}
