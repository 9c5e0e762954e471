package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import dev.migrate.OfflineSql;
import dev.migrate.ScriptAuthor;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.error.MigrateException;
import dev.migrate.report.Finding;
import dev.migrate.spring.boot.autoconfigure.EnginePrefix;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What commands work with, as the application has it; made when it is asked for. */
interface Tools {

    /** The names of all engines, that of the one that needs no name first. */
    List<String> engines();

    /** What the names of the properties begin with for the engine of that name, or the only one. */
    EnginePrefix prefix(@Nullable String engine);

    /** The engine of that name, or the one that needs no name. Nothing connects yet. */
    MigrationEngine engine(@Nullable String name);

    /** Writes scripts for that engine, or the one that needs no name, without a database. */
    ScriptAuthor author(@Nullable String engine);

    /** The models that an engine's database is compared with. */
    ModelSource models(MigrationEngine engine);

    /** Returns what is wrong with the properties of the application. */
    List<Finding> propertyFindings();

    /** Explains why a bean that a command needs cannot be created, where that is known. */
    default Optional<MigrateException> explain(Throwable failure) {
        return Optional.empty();
    }

    /** Writes SQL for the product of that engine, or the one that needs no name, without its database. */
    OfflineSql offline(@Nullable String engine);
}
