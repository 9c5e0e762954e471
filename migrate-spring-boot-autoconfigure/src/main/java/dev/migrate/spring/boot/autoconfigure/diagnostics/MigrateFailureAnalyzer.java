package dev.migrate.spring.boot.autoconfigure.diagnostics;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.MigrateException;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import dev.migrate.spring.boot.autoconfigure.startup.EngineFailedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes failures of the engine: the message as description, the remedy as action. */
final class MigrateFailureAnalyzer extends AbstractFailureAnalyzer<MigrateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrateException cause) {
        EngineFailedException engine = findCause(rootFailure, EngineFailedException.class);
        EnginePrefix prefix = engine == null ? EnginePrefix.DEFAULT : engine.prefix();
        String message = engine == null ? prefix.message(cause) : engine.getMessage();
        return new FailureAnalysis(message, CommandHint.after(remedy(cause, prefix)), cause);
    }

    /** Returns the remedy; for an interrupted revision, also how to start the application without resuming it. */
    private static String remedy(MigrateException failure, EnginePrefix prefix) {
        String remedy = prefix.remedy(failure);
        return failure.code() == ErrorCode.INTERRUPTED
                ? "%s If this keeps the application from starting, set '%sstartup=none'."
                        .formatted(remedy, prefix.text())
                : remedy;
    }
}
