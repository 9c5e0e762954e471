package dev.migrate.spring.boot.cli;

import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.StepReport;

/** Tells a person how far a run has come: a line for each step. */
final class ProgressListener implements MigrateListener {

    private static final String BEGINNING_OF_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private String step = "";

    ProgressListener(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void stepStarted(Step step, int number, int of) {
        String verb = step.direction() == Direction.UPGRADE ? "upgrade" : "downgrade";
        this.step = "[%d/%d] %s %s  %s"
                .formatted(
                        number, of, verb, step.revision().id(), step.revision().message());
        if (this.terminal.interactive()) {
            this.terminal.err().print(this.step + " …");
            this.terminal.err().flush();
        }
    }

    @Override
    public void stepDone(Step step, StepReport report) {
        begin();
        this.terminal.err().println(this.step + "  " + elapsed(report.durationMs()));
    }

    @Override
    public void stepFailed(Step step, RuntimeException failure) {
        begin();
        this.terminal.err().println(this.step + "  " + this.terminal.paint(Tone.ERROR, "failed"));
    }

    private void begin() {
        if (this.terminal.interactive()) {
            this.terminal.err().print(BEGINNING_OF_LINE);
        }
    }

    private static String elapsed(long millis) {
        return millis < 1000 ? millis + " ms" : "%d.%d s".formatted(millis / 1000, millis % 1000 / 100);
    }
}
