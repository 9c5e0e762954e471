package dev.migrate.spring.boot.cli.command;

import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.StepReport;
import dev.migrate.spring.boot.cli.terminal.Terminal;

/** Prints the progress of a run, one line for each step. With verbose output, each step also has a heading. */
public final class ProgressListener implements MigrateListener {

    private final Terminal terminal;
    private final boolean verbose;
    private String step = "";

    /** Creates a listener that prints to a terminal. */
    public ProgressListener(Terminal terminal, boolean verbose) {
        this.terminal = terminal;
        this.verbose = verbose;
    }

    @Override
    public void stepStarted(Step step, int number, int of) {
        String verb = step.direction() == Direction.UPGRADE ? "upgrade" : "downgrade";
        this.step = "[%d/%d] %s %s  %s"
                .formatted(
                        number, of, verb, step.revision().id(), step.revision().message());
        if (this.verbose) {
            this.terminal.message(this.step);
        } else {
            this.terminal.progress(this.step);
        }
    }

    @Override
    public void stepDone(Step step, StepReport report) {
        this.terminal.message(this.step + "  " + elapsed(report.durationMs()));
    }

    @Override
    public void stepFailed(Step step, RuntimeException failure) {
        this.terminal.message(this.step + "  failed");
    }

    private static String elapsed(long millis) {
        return millis < 1000 ? millis + " ms" : "%d.%d s".formatted(millis / 1000, millis % 1000 / 100);
    }
}
