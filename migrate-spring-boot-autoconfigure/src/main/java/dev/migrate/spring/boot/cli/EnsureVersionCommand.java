package dev.migrate.spring.boot.cli;

import dev.migrate.OfflineSql;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ensure-version",
        description = "Makes the engine's own tables where they are missing, nothing else.",
        footer = {"  migrate ensure-version", "  migrate ensure-version --sql > tables.sql"})
final class EnsureVersionCommand extends Subcommand {

    @Option(names = "--sql", description = "Print the SQL that would do it, and ask no database.")
    private boolean sql;

    EnsureVersionCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    Several several() {
        return this.sql ? Several.REFUSED : Several.UNTIL_FAILURE;
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
            terminal().line("The engine's own tables are there.");
        }
        return ExitCode.DONE;
    }
}
