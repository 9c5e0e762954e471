package dev.migrate.spring.boot.cli.command;

import dev.migrate.report.MigrationReport;
import dev.migrate.report.StepReport;
import dev.migrate.spring.boot.cli.terminal.Style;
import dev.migrate.spring.boot.cli.terminal.StyledText;
import dev.migrate.spring.boot.cli.terminal.Terminal;

/** Prints the steps that an upgrade or a downgrade would run, with their warnings and SQL. */
final class DryRunView {

    private final Terminal terminal;

    DryRunView(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(MigrationReport report) {
        String from = report.current().isEmpty() ? "base" : String.join(",", report.current());
        int steps = report.steps().size();
        if (report.baseline() != null) {
            this.terminal.paragraph("Dry run: the upgrade stamps the baseline %s first. Nothing was stamped."
                    .formatted(report.baseline()));
        }
        if (report.adoption() != null) {
            this.terminal.paragraph("Dry run: %s Nothing was recorded.".formatted(report.adoption()));
        }
        if (steps == 0 && (report.baseline() != null || report.adoption() != null)) {
            return;
        }
        if (steps == 0) {
            this.terminal.paragraph("Nothing to do: the database is at " + from + ".");
            return;
        }
        this.terminal.paragraph("Dry run: the %s from %s to %s has %s. Nothing was run."
                .formatted(report.direction(), from, report.confirm(), steps == 1 ? "one step" : steps + " steps"));
        for (int number = 1; number <= steps; number++) {
            step(report.steps().get(number - 1), number, steps);
        }
    }

    private void step(StepReport step, int number, int of) {
        this.terminal.line("");
        this.terminal.line(
                StyledText.of("Step %d of %d: ".formatted(number, of)),
                new StyledText(step.revision(), Style.ID),
                StyledText.of("  " + step.message()));
        step.warnings().forEach((warning) -> this.terminal.paragraph("Warning: ", Style.WARNING, warning));
        String sql = step.sql();
        if (sql != null && !sql.isBlank()) {
            this.terminal.line("");
            this.terminal.block(sql.strip());
        }
    }
}
