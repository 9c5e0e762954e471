package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.report.MigrateListener;

/**
 * Makes a listener for each engine, where one has to know which engine it listens to. Where that does not matter, a bean
 * of type {@link MigrateListener} hears all of them.
 */
@FunctionalInterface
public interface EngineListenerFactory {

    /**
     * Makes the listener of an engine.
     *
     * @param engine its name, {@code default} for the one below {@code migrate}
     */
    MigrateListener listenerOf(String engine);
}
