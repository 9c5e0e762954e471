package dev.migrate.spring.boot.cli.command;

import dev.migrate.OfflineSql;
import dev.migrate.plan.Direction;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.autoconfigure.document.Documents;
import dev.migrate.spring.boot.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Base class of {@code upgrade} and {@code downgrade}. */
abstract class UpgradeOrDowngradeCommand extends Subcommand {

    @Option(
            names = "--sql",
            paramLabel = "FROM:TO",
            arity = "0..1",
            fallbackValue = "",
            order = 10,
            description = "Print the SQL for a range of revisions, without a database.")
    private @Nullable String sql;

    @Option(
            names = "--dry-run",
            order = 11,
            description = "Print the steps with their SQL and warnings; change nothing.")
    private boolean dryRun;

    @Option(names = "--tag", paramLabel = "TEXT", order = 12, description = "Name of this run in the log.")
    private @Nullable String tag;

    UpgradeOrDowngradeCommand(Terminal terminal, CommandContext context) {
        super(terminal, context);
    }

    /** Returns the symbol that was specified, if any. */
    abstract @Nullable String revision();

    /** Returns the target symbol. */
    abstract String target();

    /** Returns whether missing revisions may be reverted. */
    boolean missing() {
        return false;
    }

    abstract MigrationReport migrate(MigrationRequest request);

    abstract void offline(OfflineSql writer, @Nullable String range, Appendable out);

    @Override
    public String logLevel() {
        return verbose() ? "debug" : super.logLevel();
    }

    @Override
    void check() {
        if (!this.dryRun) {
            migrate(MigrationRequest.to(target()).dryRun(true).tagged(this.tag).missing(missing()));
        }
    }

    @Override
    AllEngines allEngines() {
        return this.sql != null ? AllEngines.UNSUPPORTED : AllEngines.STOP_ON_FAILURE;
    }

    @Override
    int run() {
        if (this.sql != null) {
            String range = range(this.sql);
            printSql((writer, out) -> offline(writer, range, out));
            return ExitCode.DONE;
        }
        MigrationRequest request = MigrationRequest.to(target())
                .dryRun(this.dryRun)
                .tagged(this.tag)
                .missing(missing());
        MigrationReport report = migrate(request);
        if (json()) {
            terminal().document(Documents.migration(report));
        } else if (this.dryRun && quiet()) {
            report.steps().forEach((step) -> terminal().line(step.revision()));
        } else if (this.dryRun) {
            new DryRunView(terminal()).print(report);
        } else if (!quiet()) {
            terminal().paragraph(summary(report));
        }
        return ExitCode.DONE;
    }

    private @Nullable String range(String option) {
        if (this.dryRun) {
            throw wrongUsage(
                    "'--sql' does not use the database, and '--dry-run' requires it.",
                    "Remove one of the two options.");
        }
        if (this.tag != null) {
            throw wrongUsage("'--tag' names a run, and '--sql' runs nothing.", "Remove '--tag'.");
        }
        if (option.isEmpty()) {
            return revision();
        }
        if (revision() != null) {
            throw wrongUsage(
                    "'%s' and '%s' both specify the target.".formatted(revision(), option),
                    "Specify it once, after '--sql'.");
        }
        return option;
    }

    private static String summary(MigrationReport report) {
        String current = report.current().isEmpty() ? "base" : String.join(", ", report.current());
        String done = report.direction() == Direction.UPGRADE ? "applied" : "reverted";
        int steps = report.steps().size();
        String further = steps == 1 ? "one revision was" : steps + " revisions were";
        if (report.baseline() != null) {
            return "Stamped the baseline %s; %s applied after it; the database is at %s."
                    .formatted(report.baseline(), further, current);
        }
        if (report.adoption() != null) {
            return "%s Then %s applied; the database is at %s.".formatted(report.adoption(), further, current);
        }
        return switch (steps) {
            case 0 -> "Nothing to do: the database is at " + current + ".";
            case 1 -> "One revision was " + done + "; the database is at " + current + ".";
            default -> steps + " revisions were " + done + "; the database is at " + current + ".";
        };
    }
}
