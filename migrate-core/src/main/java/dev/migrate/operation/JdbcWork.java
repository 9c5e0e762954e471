package dev.migrate.operation;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Code of a migration that reads and writes rows through a {@link JdbcClient}. */
@FunctionalInterface
public interface JdbcWork {

    /** Runs the code. An exception makes the revision fail. */
    void run(JdbcClient jdbc);
}
