package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.report.HeadsReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "heads",
        description = "Shows the heads of the revision graph. Read-only.",
        footer = "  migrate heads --resolve-dependencies")
final class HeadsCommand extends Subcommand {

    @Option(
            names = "--resolve-dependencies",
            description = "Omit heads that other revisions depend on, as the symbol 'heads' does.")
    private boolean resolveDependencies;

    HeadsCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    int run() {
        List<RevisionReport> heads = this.resolveDependencies
                ? withoutDependants(engine())
                : engine().heads().heads();
        if (json()) {
            terminal().document(Documents.heads(new HeadsReport(heads)));
        } else if (quiet()) {
            heads.stream().map(RevisionReport::id).forEach(terminal()::line);
        } else if (verbose()) {
            new RevisionView(terminal(), List.of()).blocks(heads);
        } else {
            new RevisionView(terminal(), List.of()).table(heads);
        }
        return ExitCode.DONE;
    }

    /** Returns the heads that no other revision depends on, by id or by label. */
    static List<RevisionReport> withoutDependants(MigrationEngine engine) {
        Set<String> needed = new HashSet<>();
        engine.history(null).revisions().forEach((revision) -> needed.addAll(revision.dependsOn()));
        return engine.heads().heads().stream()
                .filter((head) -> !needed.contains(head.id())
                        && head.branchLabels().stream().noneMatch(needed::contains))
                .toList();
    }
}
