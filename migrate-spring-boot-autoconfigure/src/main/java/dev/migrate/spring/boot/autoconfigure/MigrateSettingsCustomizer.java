package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.MigrateSettings;

/** Changes what the engine is told, after the properties. Beans of this type are asked in their order. */
@FunctionalInterface
public interface MigrateSettingsCustomizer {

    /**
     * Changes the settings.
     *
     * @param settings what the properties and earlier customizers say
     * @return what the engine is told
     */
    MigrateSettings customize(MigrateSettings settings);
}
