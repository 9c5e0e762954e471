package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.report.MigrateListener;

/**
 * Creates a listener for each engine. To receive the events of all engines in one listener, define a bean of type
 * {@link MigrateListener} instead.
 */
@FunctionalInterface
public interface EngineListenerFactory {

    /**
     * Creates the listener of an engine.
     *
     * @param engine the name of the engine; {@code default} for the one below {@code migrate}
     */
    MigrateListener listenerOf(String engine);
}
