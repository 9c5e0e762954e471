package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.StampReport;
import dev.migrate.request.StampRequest;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stamp",
        description = "Sets the database's current revisions without running a script.",
        footer = {"  migrate stamp head", "  migrate stamp --purge 1975ea83b712"})
final class StampCommand extends Subcommand {

    @Parameters(arity = "1..*", paramLabel = "REVISIONS", description = "Revisions to record as current.")
    private final List<String> revisions = new ArrayList<>();

    @Option(names = "--purge", description = "Delete the recorded revisions first.")
    private boolean purge;

    @Option(names = "--sql", description = "Print the SQL instead of running it, without a database.")
    private boolean sql;

    @Option(names = "--tag", paramLabel = "TEXT", description = "Name of this operation in the log.")
    private @Nullable String tag;

    StampCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    void check() {
        this.revisions.forEach(engine()::show);
    }

    @Override
    AllEngines allEngines() {
        return this.sql ? AllEngines.UNSUPPORTED : AllEngines.STOP_ON_FAILURE;
    }

    @Override
    int run() {
        if (this.sql) {
            printSql((writer, out) -> writer.stamp(this.revisions, out));
            return ExitCode.DONE;
        }
        StampReport report =
                engine().stamp(StampRequest.to(this.revisions).purge(this.purge).tagged(this.tag));
        if (json()) {
            terminal().document(Documents.stamp(report));
        } else if (!quiet()) {
            terminal()
                    .line("The database is stamped as "
                            + (report.current().isEmpty() ? "base" : String.join(", ", report.current())) + ".");
        }
        return ExitCode.DONE;
    }
}
