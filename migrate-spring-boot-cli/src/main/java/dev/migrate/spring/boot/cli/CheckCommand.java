package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import dev.migrate.autogenerate.Autogenerate;
import dev.migrate.autogenerate.Drift;
import dev.migrate.diff.SchemaDifference;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description = "Compares the database with the models. Exits with 3 if they differ. Read-only.",
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
            drift.differences().stream().map(SchemaDifference::subject).forEach(terminal()::line);
        } else {
            print(drift);
        }
        return drift.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }

    private void print(Drift drift) {
        DifferencesView view = new DifferencesView(terminal());
        if (drift.isEmpty()) {
            terminal().line("The database matches the models (" + drift.source() + ").");
        } else {
            terminal()
                    .prose("The database differs from the models (%s): %s."
                            .formatted(drift.source(), DifferencesView.count(drift.differences())));
            view.print(drift.differences());
        }
        if (verbose() && !drift.unmanaged().isEmpty()) {
            terminal().line("");
            terminal().line("Not compared, because models cannot define it:");
            drift.unmanaged()
                    .forEach((other) ->
                            terminal().line("  %s %s".formatted(other.element().word(), other.subject())));
        }
    }
}
