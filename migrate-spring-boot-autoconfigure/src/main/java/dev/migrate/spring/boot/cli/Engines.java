package dev.migrate.spring.boot.cli;

import dev.migrate.MigrationEngine;
import org.jspecify.annotations.Nullable;

/** The engines of the application, made when they are asked for. */
interface Engines {

    /** The engine of that name, or the one that needs no name. */
    MigrationEngine named(@Nullable String name);
}
