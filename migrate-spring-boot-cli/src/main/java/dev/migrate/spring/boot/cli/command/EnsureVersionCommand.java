package dev.migrate.spring.boot.cli.command;

import dev.migrate.OfflineSql;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ensure-version",
        description = "Creates Migrate's own tables if they do not exist.",
        footer = {"  migrate ensure-version", "  migrate ensure-version --sql > tables.sql"})
final class EnsureVersionCommand extends Subcommand {

    @Option(names = "--sql", description = "Print the SQL instead of running it, without a database.")
    private boolean sql;

    EnsureVersionCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    AllEngines allEngines() {
        return this.sql ? AllEngines.UNSUPPORTED : AllEngines.STOP_ON_FAILURE;
    }

    @Override
    int run() {
        if (this.sql) {
            printSql(OfflineSql::ensureVersion);
            return ExitCode.DONE;
        }
        engine().ensureVersion();
        if (json()) {
            terminal().document(Map.of("ensured", true));
        } else if (!quiet()) {
            terminal().line("Migrate's own tables exist.");
        }
        return ExitCode.DONE;
    }
}
