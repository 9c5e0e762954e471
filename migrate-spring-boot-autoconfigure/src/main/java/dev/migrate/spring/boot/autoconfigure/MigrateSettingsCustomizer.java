package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrateSettings;

/** Changes what an engine is told, after the properties. Beans of this type are asked in their order. */
@FunctionalInterface
public interface MigrateSettingsCustomizer {

    /**
     * Changes the settings of every engine.
     *
     * @param settings what the properties and earlier customizers say
     * @return what the engine is told
     */
    MigrateSettings customize(MigrateSettings settings);

    /**
     * Changes the settings of one engine; where several differ, this is the method to write.
     *
     * @param engine its name, {@code default} for the one below {@code migrate}
     * @param settings what the properties and earlier customizers say
     * @return what the engine is told
     */
    default MigrateSettings customize(String engine, MigrateSettings settings) {
        return customize(settings);
    }
}
