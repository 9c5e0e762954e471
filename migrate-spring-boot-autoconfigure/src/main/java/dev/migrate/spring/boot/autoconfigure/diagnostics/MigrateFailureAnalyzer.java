package dev.migrate.spring.boot.autoconfigure.diagnostics;

import dev.migrate.error.MigrateException;
import dev.migrate.spring.boot.autoconfigure.startup.EngineFailedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes failures of the engine: the message as description, the remedy as action. */
final class MigrateFailureAnalyzer extends AbstractFailureAnalyzer<MigrateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrateException cause) {
        EngineFailedException engine = findCause(rootFailure, EngineFailedException.class);
        return engine == null
                ? new FailureAnalysis(cause.getMessage(), Remedy.withCommands(cause.remedy()), cause)
                : new FailureAnalysis(engine.getMessage(), Remedy.withCommands(engine.remedy(cause.remedy())), cause);
    }
}
