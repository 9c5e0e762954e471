package dev.migrate.sql;

import java.util.Optional;

/** The statements of a text, read one at a time. */
public interface Statements extends AutoCloseable {

    /**
     * Returns the next statement, or empty at the end of the text.
     *
     * @throws dev.migrate.error.InvalidScriptsException if the text cannot be split
     */
    Optional<Statement> next();

    @Override
    void close();
}
