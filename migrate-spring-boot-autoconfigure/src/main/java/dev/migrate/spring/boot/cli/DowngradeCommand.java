package dev.migrate.spring.boot.cli;

import dev.migrate.MoveRequest;
import dev.migrate.report.MoveReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        description = "Moves the database down to a revision. Refuses before anything runs what cannot be undone.",
        footer = {"  migrate downgrade -1", "  migrate downgrade ae10 --dry-run", "  migrate downgrade base"})
final class DowngradeCommand extends MoveCommand {

    @Parameters(paramLabel = "REVISION", description = "Where to go: the last revision that stays, '-N' or 'base'.")
    private String revision = "";

    DowngradeCommand(Terminal terminal, Engines engines) {
        super(terminal, engines);
    }

    @Override
    String target() {
        return this.revision;
    }

    @Override
    MoveReport move(MoveRequest request) {
        return engine().downgrade(request);
    }
}
