package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.MigrateListener;
import dev.migrate.report.MigrationReport;
import dev.migrate.report.StampReport;
import dev.migrate.report.StepReport;
import java.time.Duration;
import java.util.List;

/** Combines the listeners of an application into the one that an engine accepts. */
final class ListenerChain implements MigrateListener {

    private final List<MigrateListener> listeners;

    ListenerChain(List<MigrateListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void lockAwaited(Duration waited, boolean held) {
        this.listeners.forEach((listener) -> listener.lockAwaited(waited, held));
    }

    @Override
    public void runStarted(Plan plan) {
        this.listeners.forEach((listener) -> listener.runStarted(plan));
    }

    @Override
    public void stepStarted(Step step, int number, int of) {
        this.listeners.forEach((listener) -> listener.stepStarted(step, number, of));
    }

    @Override
    public void stepDone(Step step, StepReport report) {
        this.listeners.forEach((listener) -> listener.stepDone(step, report));
    }

    @Override
    public void stepFailed(Step step, RuntimeException failure) {
        this.listeners.forEach((listener) -> listener.stepFailed(step, failure));
    }

    @Override
    public void runDone(MigrationReport report) {
        this.listeners.forEach((listener) -> listener.runDone(report));
    }

    @Override
    public void runFailed(RuntimeException failure) {
        this.listeners.forEach((listener) -> listener.runFailed(failure));
    }

    @Override
    public void stamped(StampReport report) {
        this.listeners.forEach((listener) -> listener.stamped(report));
    }
}
