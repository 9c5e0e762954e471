package dev.migrate.spring.boot.cli;

import dev.migrate.MoveRequest;
import dev.migrate.OfflineSql;
import dev.migrate.report.MoveReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        description = "Moves the database down to a revision. Refuses before anything runs what cannot be undone.",
        footer = {
            "  migrate downgrade -1",
            "  migrate downgrade ae10 --dry-run",
            "  migrate downgrade --sql head:ae10 > downgrade.sql"
        })
final class DowngradeCommand extends MoveCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "REVISION",
            description = "Where to go: the last revision that stays, '-N' or 'base'. There is no default.")
    private @Nullable String revision;

    @Option(
            names = "--missing",
            order = 13,
            description = "Revert revisions that are not among the scripts too, by what the database keeps of them.")
    private boolean missing;

    DowngradeCommand(Terminal terminal, Tools tools) {
        super(terminal, tools);
    }

    @Override
    @Nullable
    String revision() {
        return this.revision;
    }

    @Override
    String target() {
        if (this.revision == null) {
            throw refusal("The revision to go down to is missing.", "Type 'migrate downgrade -1' for one step.");
        }
        return this.revision;
    }

    @Override
    boolean missing() {
        return this.missing;
    }

    @Override
    MoveReport move(MoveRequest request) {
        return engine().downgrade(request);
    }

    @Override
    void offline(OfflineSql writer, @Nullable String range, Appendable out) {
        if (range == null) {
            throw refusal("The way down has no beginning and no end.", "Type 'migrate downgrade --sql FROM:TO'.");
        }
        writer.downgrade(range, out);
    }
}
