package dev.migrate.spring.boot.autoconfigure.startup;

import dev.migrate.error.MigrateException;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import java.util.Objects;

/** Thrown when an engine of {@code migrate.instances} fails while the application starts. */
public final class EngineFailedException extends RuntimeException {

    private final transient EnginePrefix prefix;

    private EngineFailedException(String engine, EnginePrefix prefix, RuntimeException cause) {
        super(
                "Engine '%s': %s"
                        .formatted(
                                engine,
                                cause instanceof MigrateException failure
                                        ? prefix.message(failure)
                                        : prefix.in(Objects.requireNonNullElse(cause.getMessage(), ""))),
                cause);
        this.prefix = prefix;
    }

    /** Returns the failure itself for the default engine, otherwise one that names the engine and its properties. */
    public static RuntimeException of(String engine, EnginePrefix prefix, RuntimeException failure) {
        boolean isEngineFailure = failure instanceof MigrateException || failure instanceof PendingRevisionsException;
        return prefix.isUnnamed() || !isEngineFailure ? failure : new EngineFailedException(engine, prefix, failure);
    }

    /** Returns the prefix of the property names of the engine that failed. */
    public EnginePrefix prefix() {
        return this.prefix;
    }
}
