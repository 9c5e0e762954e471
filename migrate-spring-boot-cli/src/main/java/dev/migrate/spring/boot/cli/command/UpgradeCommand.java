package dev.migrate.spring.boot.cli.command;

import dev.migrate.OfflineSql;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "upgrade",
        description = "Upgrades the database to a revision and applies the revisions that it requires.",
        footer = {
            "  migrate upgrade",
            "  migrate upgrade +1 --dry-run",
            "  migrate upgrade billing@head --tag v2.3",
            "  migrate upgrade --sql ae10:head > upgrade.sql"
        })
final class UpgradeCommand extends UpgradeOrDowngradeCommand {

    @Parameters(arity = "0..1", paramLabel = "REVISION", description = "Target. Default: the only head.")
    private @Nullable String revision;

    UpgradeCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    @Nullable
    String revision() {
        return this.revision;
    }

    @Override
    String target() {
        return this.revision != null ? this.revision : onlyHead();
    }

    private String onlyHead() {
        if (engine().heads().heads().size() > 1) {
            List<String> heads = HeadsCommand.withoutDependants(engine()).stream()
                    .map(RevisionReport::id)
                    .toList();
            if (heads.size() > 1) {
                throw new ImpossibleMigrationException(
                        ErrorCode.MULTIPLE_HEADS,
                        "There are several heads: '" + String.join("', '", heads) + "'.",
                        "Run 'migrate upgrade heads' to apply them all, specify one of them, or merge them with 'migrate merge'.",
                        heads);
            }
        }
        return "heads";
    }

    @Override
    MigrationReport migrate(MigrationRequest request) {
        return engine().upgrade(request);
    }

    @Override
    void offline(OfflineSql writer, @Nullable String range, Appendable out) {
        writer.upgrade(range, out);
    }
}
