package dev.migrate.sql;

import java.util.Optional;

/** The statements of a text, one after the other, never all in memory. */
public interface Statements extends AutoCloseable {

    /** The next statement, or none at the end. */
    Optional<Statement> next();

    @Override
    void close();
}
