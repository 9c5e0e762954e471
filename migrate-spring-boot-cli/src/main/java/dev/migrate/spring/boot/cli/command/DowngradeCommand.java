package dev.migrate.spring.boot.cli.command;

import dev.migrate.OfflineSql;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        description =
                "Downgrades the database to a revision. Fails before running anything if a revision is irreversible.",
        footer = {
            "  migrate downgrade -1",
            "  migrate downgrade ae10 --dry-run",
            "  migrate downgrade --sql head:ae10 > downgrade.sql"
        })
final class DowngradeCommand extends UpgradeOrDowngradeCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            description = "Target: the last revision that remains applied, '-N', or 'base'. Required.")
    private @Nullable String revision;

    @Option(
            names = "--missing",
            order = 13,
            description = "Also revert missing revisions, with the downgrade that is stored in the database.")
    private boolean missing;

    DowngradeCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    @Nullable
    String revision() {
        return this.revision;
    }

    @Override
    String target() {
        if (this.revision == null) {
            throw wrongUsage(
                    "A downgrade requires a target revision.", "Run 'migrate downgrade -1' to revert one revision.");
        }
        return this.revision;
    }

    @Override
    boolean missing() {
        return this.missing;
    }

    @Override
    MigrationReport migrate(MigrationRequest request) {
        return engine().downgrade(request);
    }

    @Override
    void offline(OfflineSql writer, @Nullable String range, Appendable out) {
        if (range == null) {
            throw wrongUsage("A downgrade with '--sql' requires a range.", "Run 'migrate downgrade --sql FROM:TO'.");
        }
        writer.downgrade(range, out);
    }
}
