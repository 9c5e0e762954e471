package dev.migrate.operation;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Code that reads and writes rows. */
@FunctionalInterface
public interface JdbcWork {

    /** Does the work; what it throws makes the revision fail. */
    void run(JdbcClient jdbc);
}
