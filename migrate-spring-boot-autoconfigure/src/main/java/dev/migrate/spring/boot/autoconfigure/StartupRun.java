package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.MoveRequest;
import dev.migrate.error.Log;
import dev.migrate.report.MoveReport;
import java.util.List;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/**
 * What start-up does with one engine, the one line that says so, and its step in the record of the start.
 *
 * @param database what the log calls its database
 * @param engine the name of the engine
 * @param migrations the engine
 * @param startup what is to be done
 * @param target where to
 */
record StartupRun(String database, String engine, MigrationEngine migrations, Startup startup, String target) {

    private static final Log log = Log.of(MigrationInitializer.class);

    void run(ApplicationStartup startup) {
        switch (this.startup) {
            case UPGRADE -> upgrade(startup);
            case VALIDATE -> validate(startup);
            case ASYNC ->
                log.info(
                        "{} will be upgraded once the application is up: 'migrate.startup' is 'async'.", this.database);
            case NONE -> log.info("{} was left alone: 'migrate.startup' is 'none'.", this.database);
        }
    }

    void upgrade(ApplicationStartup startup) {
        StartupStep step = begun(startup, "migrate.upgrade");
        try {
            MoveReport report = this.migrations.upgrade(MoveRequest.to(this.target));
            step.tag("revisions", Integer.toString(report.steps().size()));
            log.info(
                    "{} is at {}, the target is '{}': {}.",
                    this.database,
                    places(report.current()),
                    this.target,
                    done(report));
            if (!report.steps().isEmpty() && report.current().size() > 1) {
                log.warn(
                        "{} was upgraded to {} heads: {}. Write a merge revision with 'migrate merge' if they belong together.",
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
            MoveReport report =
                    this.migrations.upgrade(MoveRequest.to(this.target).dryRun(true));
            if (!report.steps().isEmpty() || report.baseline() != null) {
                throw PendingRevisionsException.of(this.target, report);
            }
            log.info("{} is at {}, as '{}' demands.", this.database, places(report.current()), this.target);
        } finally {
            step.end();
        }
    }

    private StartupStep begun(ApplicationStartup startup, String name) {
        return startup.start(name).tag("engine", this.engine).tag("target", this.target);
    }

    private static String done(MoveReport report) {
        int steps = report.steps().size();
        return switch (steps) {
            case 0 -> "nothing to do";
            case 1 -> "one step was run";
            default -> steps + " steps were run";
        };
    }

    static String places(List<String> current) {
        return current.isEmpty() ? "base" : "'" + String.join("', '", current) + "'";
    }
}
