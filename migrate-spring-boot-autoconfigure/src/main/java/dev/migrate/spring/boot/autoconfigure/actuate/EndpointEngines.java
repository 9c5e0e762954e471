package dev.migrate.spring.boot.autoconfigure.actuate;

import dev.migrate.MigrationEngine;
import dev.migrate.error.MigrateException;
import dev.migrate.spring.boot.autoconfigure.MigrationEngines;
import dev.migrate.spring.boot.autoconfigure.document.ProblemDocument;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Resolves the engines that requests name. */
final class EndpointEngines {

    private static final int MAX_NAME_LENGTH = 100;

    private final MigrationEngines engines;
    private final Environment environment;

    EndpointEngines(MigrationEngines engines, Environment environment) {
        this.engines = engines;
        this.environment = environment;
    }

    /** Returns the problem for a failure of an engine, with the property names of that engine. */
    ProblemDocument problem(@Nullable String engine, MigrateException failure) {
        return ProblemDocument.of(failure).worded((text) -> worded(engine, text));
    }

    /** Returns a text with the property names of an engine. */
    String worded(@Nullable String engine, String text) {
        return this.engines
                .nameOrOnly(engine)
                .map((name) -> EnginePrefix.of(name, this.environment).in(text))
                .orElse(text);
    }

    Map<String, MigrationEngine> all() {
        return this.engines.all();
    }

    /** Returns the engine with a name, or the default engine. */
    MigrationEngine named(@Nullable String name) {
        return this.engines.find(name).orElseThrow(() -> unknown(name, known()));
    }

    private static ProblemException unknown(@Nullable String name, String known) {
        if (name == null) {
            return new ProblemException(
                    RequestRejection.ENGINE_REQUIRED,
                    "The application has several engines, and the request does not specify one.",
                    "Set 'engine' to one of these: " + known + ".");
        }
        return new ProblemException(
                RequestRejection.NO_SUCH_ENGINE,
                "There is no engine '" + StringUtils.truncate(name, MAX_NAME_LENGTH) + "'.",
                "Use one of these: " + known + ".");
    }

    private String known() {
        return "'" + String.join("', '", this.engines.names()) + "'";
    }

    /** Returns the name for an audit event, even if no such engine exists. */
    @Nullable
    String name(@Nullable String name) {
        return this.engines.nameOrOnly(name).orElse(name);
    }
}
