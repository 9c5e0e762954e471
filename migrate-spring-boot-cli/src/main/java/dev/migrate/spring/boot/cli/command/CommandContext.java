package dev.migrate.spring.boot.cli.command;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.error.MigrateException;
import dev.migrate.importer.flyway.FlywaySettings;
import dev.migrate.importer.flyway.FlywaySources;
import dev.migrate.report.Finding;
import dev.migrate.spring.boot.autoconfigure.properties.EnginePrefix;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access to the application's engines and settings for commands. Objects are created on request. */
public interface CommandContext {

    /** Returns the names of all engines, the default engine first. */
    List<String> engines();

    /** Returns the prefix of the property names of an engine; without a name, of the only engine. */
    EnginePrefix prefix(@Nullable String engine);

    /** Returns the engine with a name, or the default engine. Does not connect to the database. */
    MigrationEngine engine(@Nullable String name);

    /** Returns the author of scripts for an engine, or for the default engine. Requires no database. */
    ScriptAuthor author(@Nullable String engine);

    /** Returns the models to compare with an engine's database. */
    ModelSource models(MigrationEngine engine);

    /** Returns the findings about the properties of the application. */
    List<Finding> propertyFindings();

    /** Returns the known reason why a bean that a command requires cannot be created. */
    default Optional<MigrateException> explain(Throwable failure) {
        return Optional.empty();
    }

    /** Returns the SQL writer for the product of an engine, or of the default engine. Requires no database. */
    OfflineSql offline(@Nullable String engine);

    /** Returns the settings of Flyway in the application's properties, else in the files of Flyway. */
    FlywaySettings flywaySettings();

    /**
     * Returns where the scripts of Flyway are.
     *
     * @param product the database product of the engine
     * @param replacements the folder with corrected copies of scripts, if there is one
     */
    FlywaySources flywaySources(String product, @Nullable Path replacements);
}
