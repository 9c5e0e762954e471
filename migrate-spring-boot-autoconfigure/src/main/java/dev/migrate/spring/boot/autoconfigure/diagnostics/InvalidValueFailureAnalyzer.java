package dev.migrate.spring.boot.autoconfigure.diagnostics;

import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.properties.InvalidValues;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names the valid values of a property, before Spring Boot names the Java type. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        return InvalidValues.explain(cause)
                .map((explanation) -> new FailureAnalysis(
                        EnginePrefix.DEFAULT.message(explanation), EnginePrefix.DEFAULT.remedy(explanation), cause))
                .orElse(null);
    }
}
