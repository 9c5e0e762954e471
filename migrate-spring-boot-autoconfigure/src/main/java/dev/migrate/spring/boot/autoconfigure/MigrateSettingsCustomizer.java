package dev.migrate.spring.boot.autoconfigure;

import dev.migrate.settings.MigrateSettings;

/** Customizes the settings of engines after the properties are applied. Beans of this type are called in their order. */
@FunctionalInterface
public interface MigrateSettingsCustomizer {

    /**
     * Customizes the settings of every engine.
     *
     * @param settings the settings from the properties and earlier customizers
     * @return the customized settings
     */
    MigrateSettings customize(MigrateSettings settings);

    /**
     * Customizes the settings of one engine. Override this method if the settings differ between engines.
     *
     * @param engine the name of the engine; {@code default} for the one below {@code migrate}
     * @param settings the settings from the properties and earlier customizers
     * @return the customized settings
     */
    default MigrateSettings customize(String engine, MigrateSettings settings) {
        return customize(settings);
    }
}
