package dev.migrate.spring.boot.autoconfigure.diagnostics;

import dev.migrate.spring.boot.autoconfigure.JdbcDrivers;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Names the dependency that the application's data source lacks. */
final class MissingDriverFailureAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {

    private final Environment environment;

    MissingDriverFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCreationException cause) {
        return JdbcDrivers.explain(cause, this.environment)
                .map((explanation) -> new FailureAnalysis(
                        EnginePrefix.DEFAULT.message(explanation), EnginePrefix.DEFAULT.remedy(explanation), cause))
                .orElse(null);
    }
}
