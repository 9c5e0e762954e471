package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.error.MigrateException;
import java.util.Objects;

/** An engine of {@code migrate.instances} failed while the application started. */
public final class EngineFailedException extends RuntimeException {

    private final transient EnginePrefix prefix;

    private EngineFailedException(String engine, EnginePrefix prefix, RuntimeException cause) {
        super(
                "Engine '%s': %s".formatted(engine, prefix.in(Objects.requireNonNullElse(cause.getMessage(), ""))),
                cause);
        this.prefix = prefix;
    }

    /** Returns the failure itself where the engine needs no name, else one that names the engine and its properties. */
    static RuntimeException of(String engine, EnginePrefix prefix, RuntimeException failure) {
        boolean ours = failure instanceof MigrateException || failure instanceof PendingRevisionsException;
        return prefix.isUnnamed() || !ours ? failure : new EngineFailedException(engine, prefix, failure);
    }

    /** Returns a remedy in which each property has its name for the engine that failed. */
    public String remedy(String remedy) {
        return this.prefix.in(remedy);
    }
}
