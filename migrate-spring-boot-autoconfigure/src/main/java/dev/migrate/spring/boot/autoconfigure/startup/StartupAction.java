package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.MigrationEngine;
import dev.migrate.error.Log;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.spring.boot.autoconfigure.properties.StartupMode;
import java.util.List;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * The startup action of one engine. Logs one line and records a startup step.
 *
 * @param database the name of the database in the log
 * @param name the name of the engine
 * @param engine the engine
 * @param mode the kind of action
 * @param target the target symbol
 */
record StartupAction(String database, String name, MigrationEngine engine, StartupMode mode, String target) {

    private static final Log log = Log.of(MigrationInitializer.class);

    void run(ApplicationStartup recorder) {
        switch (this.mode) {
            case UPGRADE -> upgrade(recorder);
            case VALIDATE -> validate(recorder);
            case ASYNC ->
                log.info(
                        "{} will be upgraded after the application has started: 'migrate.startup' is 'async'.",
                        this.database);
            case NONE -> log.info("{} was not upgraded: 'migrate.startup' is 'none'.", this.database);
        }
    }

    void upgrade(ApplicationStartup recorder) {
        StartupStep step = start(recorder, "migrate.upgrade");
        try {
            MigrationReport report = this.engine.upgrade(MigrationRequest.to(this.target));
            step.tag("revisions", Integer.toString(report.steps().size()));
            log.info(
                    "{} is at {}, target '{}': {}.",
                    this.database,
                    revisions(report.current()),
                    this.target,
                    outcome(report));
            if (!report.steps().isEmpty() && report.current().size() > 1) {
                log.warn(
                        "{} was upgraded to {} heads: {}. To merge them, run 'migrate merge'.",
                        this.database,
                        report.current().size(),
                        revisions(report.current()));
            }
        } finally {
            step.end();
        }
    }

    private void validate(ApplicationStartup recorder) {
        StartupStep step = start(recorder, "migrate.validate");
        try {
            MigrationReport report =
                    this.engine.upgrade(MigrationRequest.to(this.target).dryRun(true));
            if (!report.steps().isEmpty() || report.baseline() != null || report.adoption() != null) {
                throw PendingRevisionsException.of(this.target, report);
            }
            log.info(
                    "{} is at {}, target '{}': nothing to upgrade.",
                    this.database,
                    revisions(report.current()),
                    this.target);
        } finally {
            step.end();
        }
    }

    private StartupStep start(ApplicationStartup recorder, String step) {
        return recorder.start(step).tag("engine", this.name).tag("target", this.target);
    }

    private static String outcome(MigrationReport report) {
        int steps = report.steps().size();
        return switch (steps) {
            case 0 -> "nothing to upgrade";
            case 1 -> "1 revision applied";
            default -> steps + " revisions applied";
        };
    }

    static String revisions(List<String> current) {
        return current.isEmpty() ? "base" : "'" + String.join("', '", current) + "'";
    }
}
