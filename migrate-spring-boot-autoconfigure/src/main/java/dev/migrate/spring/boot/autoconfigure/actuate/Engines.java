package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.MigrationEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engines of an application by the names that requests use. */
final class Engines {

    static final String DEFAULT = "default";

    private final Map<String, MigrationEngine> engines = new LinkedHashMap<>();

    /**
     * Names the engines.
     *
     * @param beans the engines by the names of their beans
     * @param unnamed the one that needs no name, if there is such a one
     */
    Engines(Map<String, MigrationEngine> beans, @Nullable MigrationEngine unnamed) {
        beans.forEach((name, engine) -> this.engines.put((engine == unnamed) ? DEFAULT : name, engine));
    }

    Map<String, MigrationEngine> all() {
        return this.engines;
    }

    /** The engine of that name, or the one that needs none. */
    MigrationEngine named(@Nullable String name) {
        MigrationEngine engine = this.engines.get((name != null) ? name : DEFAULT);
        if (engine != null) {
            return engine;
        }
        String known = String.join("', '", this.engines.keySet());
        if (name == null) {
            throw new ProblemException(
                    400,
                    "engine-required",
                    "Engine required",
                    "There are several engines, and none of them is the default one.",
                    "Name one with 'engine': '" + known + "'.");
        }
        throw new ProblemException(
                404,
                "no-such-engine",
                "Unknown engine",
                "There is no engine '" + name + "'.",
                "Name one of these: '" + known + "'.");
    }

    static String name(@Nullable String name) {
        return (name != null) ? name : DEFAULT;
    }
}
