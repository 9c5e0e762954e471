package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrationEngine;
import dev.migrate.MoveRequest;
import dev.migrate.report.MoveReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What start-up does with each engine, and the one line that says so. */
final class StartupRun {

    private static final Logger log = LoggerFactory.getLogger(MigrationInitializer.class);

    private final Map<String, MigrationEngine> engines;
    private final String target;

    StartupRun(Map<String, MigrationEngine> engines, String target) {
        this.engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
        this.target = target;
    }

    void upgrade() {
        this.engines.forEach((name, engine) -> {
            MoveReport report = engine.upgrade(MoveRequest.to(this.target));
            log.info(
                    "{} is at {}, the target is '{}': {}.",
                    database(name),
                    places(report.current()),
                    this.target,
                    done(report));
        });
    }

    void validate() {
        this.engines.forEach((name, engine) -> {
            MoveReport report = engine.upgrade(MoveRequest.to(this.target).dryRun(true));
            if (!report.steps().isEmpty()) {
                throw new PendingRevisionsException(this.target, report.current(), report.steps());
            }
            log.info("{} is at {}, as '{}' demands.", database(name), places(report.current()), this.target);
        });
    }

    private String database(String engine) {
        return (this.engines.size() == 1) ? "Database" : "Database of '" + engine + "'";
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
