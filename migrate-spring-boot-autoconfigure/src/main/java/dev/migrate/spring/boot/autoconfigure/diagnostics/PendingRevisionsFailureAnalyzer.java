package dev.migrate.spring.boot.autoconfigure.diagnostics;

import dev.migrate.spring.boot.autoconfigure.startup.EngineFailedException;
import dev.migrate.spring.boot.autoconfigure.startup.PendingRevisionsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists the pending revisions of a database that is only validated at startup. */
final class PendingRevisionsFailureAnalyzer extends AbstractFailureAnalyzer<PendingRevisionsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PendingRevisionsException cause) {
        EngineFailedException engine = findCause(rootFailure, EngineFailedException.class);
        return engine == null
                ? new FailureAnalysis(cause.getMessage(), CommandHint.after(cause.remedy()), cause)
                : new FailureAnalysis(
                        engine.getMessage(), CommandHint.after(engine.prefix().in(cause.remedy())), cause);
    }
}
