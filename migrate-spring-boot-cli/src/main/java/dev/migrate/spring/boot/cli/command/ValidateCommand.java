package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.Finding;
import dev.migrate.report.ValidationReport;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        description =
                "Checks scripts, graph, properties, and the revisions in the database. Prints all findings and exits"
                        + " with 3 if one is an error. Read-only.",
        footer = {"  migrate validate --offline", "  migrate validate --at-heads --json"})
final class ValidateCommand extends Subcommand {

    @Option(names = "--at-heads", order = 10, description = "Also report pending revisions.")
    private boolean atHeads;

    @Option(
            names = "--offline",
            order = 11,
            description = "Check only scripts, graph, and properties, without a database.")
    private boolean offline;

    ValidateCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    @Override
    public boolean reportsUnknownProperties() {
        return true;
    }

    @Override
    int run() {
        if (this.offline && this.atHeads) {
            throw wrongUsage(
                    "'--at-heads' requires the database, and '--offline' does not connect to it.",
                    "Remove one of the two options.");
        }
        ValidationReport report = (this.offline ? offline().validate() : engine().validate(this.atHeads))
                .worded(prefix()::in)
                .with(context().propertyFindings());
        if (json()) {
            terminal().document(Documents.validation(report));
        } else if (quiet()) {
            report.findings().stream().map(Finding::code).forEach(terminal()::line);
        } else {
            print(report);
        }
        return ExitCode.ofResult(report.valid());
    }

    private void print(ValidationReport report) {
        for (Finding finding : report.findings()) {
            Style style = finding.isError() ? Style.ERROR : Style.WARNING;
            String location = finding.location() == null ? "" : finding.location() + ": ";
            terminal().paragraph(finding.severity() + ": ", style, location + finding.message());
            terminal().paragraph("  " + finding.remedy());
        }
        terminal().paragraph(summary(report));
    }

    private String summary(ValidationReport report) {
        long errors = report.findings().stream().filter(Finding::isError).count();
        if (errors > 0) {
            return errors == 1 ? "One error was found." : errors + " errors were found.";
        }
        return this.offline
                ? "The scripts are valid."
                : "The scripts are valid, and the database is consistent with them.";
    }
}
