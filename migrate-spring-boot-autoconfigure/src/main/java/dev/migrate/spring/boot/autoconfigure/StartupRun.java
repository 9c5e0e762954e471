package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.error.Log;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import java.util.List;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * The startup action of one engine. Logs one line and records a startup step.
 *
 * @param database the name of the database in the log
 * @param engine the name of the engine
 * @param migrations the engine
 * @param startup the action
 * @param target the target symbol
 */
record StartupRun(String database, String engine, MigrationEngine migrations, Startup startup, String target) {

    private static final Log log = Log.of(MigrationInitializer.class);

    void run(ApplicationStartup startup) {
        switch (this.startup) {
            case UPGRADE -> upgrade(startup);
            case VALIDATE -> validate(startup);
            case ASYNC ->
                log.info(
                        "{} will be upgraded after the application has started: 'migrate.startup' is 'async'.",
                        this.database);
            case NONE -> log.info("{} was not upgraded: 'migrate.startup' is 'none'.", this.database);
        }
    }

    void upgrade(ApplicationStartup startup) {
        StartupStep step = begun(startup, "migrate.upgrade");
        try {
            MigrationReport report = this.migrations.upgrade(MigrationRequest.to(this.target));
            step.tag("revisions", Integer.toString(report.steps().size()));
            log.info(
                    "{} is at {}, target '{}': {}.",
                    this.database,
                    places(report.current()),
                    this.target,
                    done(report));
            if (!report.steps().isEmpty() && report.current().size() > 1) {
                log.warn(
                        "{} was upgraded to {} heads: {}. To merge them, run 'migrate merge'.",
                        this.database,
                        report.current().size(),
                        places(report.current()));
            }
        } finally {
            step.end();
        }
    }

    private void validate(ApplicationStartup startup) {
        StartupStep step = begun(startup, "migrate.validate");
        try {
            MigrationReport report =
                    this.migrations.upgrade(MigrationRequest.to(this.target).dryRun(true));
            if (!report.steps().isEmpty() || report.baseline() != null) {
                throw PendingRevisionsException.of(this.target, report);
            }
            log.info(
                    "{} is at {}, target '{}': nothing to upgrade.",
                    this.database,
                    places(report.current()),
                    this.target);
        } finally {
            step.end();
        }
    }

    private StartupStep begun(ApplicationStartup startup, String name) {
        return startup.start(name).tag("engine", this.engine).tag("target", this.target);
    }

    private static String done(MigrationReport report) {
        int steps = report.steps().size();
        return switch (steps) {
            case 0 -> "nothing to upgrade";
            case 1 -> "1 revision applied";
            default -> steps + " revisions applied";
        };
    }

    static String places(List<String> current) {
        return current.isEmpty() ? "base" : "'" + String.join("', '", current) + "'";
    }
}
