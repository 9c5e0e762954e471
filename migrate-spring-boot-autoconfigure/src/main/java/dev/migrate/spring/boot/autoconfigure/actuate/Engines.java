package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.MigrationEngine;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The engines of an application as requests name them. */
final class Engines {

    private static final int LONGEST = 100;

    private final MigrationEngines engines;

    Engines(MigrationEngines engines) {
        this.engines = engines;
    }

    Map<String, MigrationEngine> all() {
        return this.engines.all();
    }

    /** The engine of that name, or the one that needs none. */
    MigrationEngine named(@Nullable String name) {
        return this.engines.find(name).orElseThrow(() -> unknown(name, this.engines.names()));
    }

    private static ProblemException unknown(@Nullable String name, String known) {
        if (name == null) {
            return new ProblemException(
                    400,
                    "engine-required",
                    "Engine required",
                    "There are several engines, and none of them is the default one.",
                    "Name one with 'engine': " + known + ".");
        }
        return new ProblemException(
                404,
                "no-such-engine",
                "Unknown engine",
                "There is no engine '" + StringUtils.truncate(name, LONGEST) + "'.",
                "Name one of these: " + known + ".");
    }

    static String name(@Nullable String name) {
        return (name != null) ? name : MigrationEngines.DEFAULT;
    }
}
