package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.BranchesReport;
import dev.migrate.report.RevisionReport;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "branches",
        description = "Shows the branch points and the first revision of each branch. Read-only.",
        footer = "  migrate branches -v")
final class BranchesCommand extends Subcommand {

    BranchesCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    int run() {
        BranchesReport report = engine().branches();
        if (json()) {
            terminal().document(Documents.branches(report));
        } else if (quiet()) {
            report.branches().stream().map((branch) -> branch.revision().id()).forEach(terminal()::line);
        } else {
            print(report);
        }
        return ExitCode.DONE;
    }

    private void print(BranchesReport report) {
        RevisionView view = new RevisionView(terminal(), engine().current().current());
        for (int i = 0; i < report.branches().size(); i++) {
            if (i > 0) {
                terminal().line("");
            }
            BranchesReport.Branch branch = report.branches().get(i);
            List<RevisionReport> shown = new ArrayList<>(branch.children());
            Collections.reverse(shown);
            shown.add(branch.revision());
            view.graph(shown, verbose());
        }
    }
}
