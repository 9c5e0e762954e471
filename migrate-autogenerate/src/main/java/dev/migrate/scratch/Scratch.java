package dev.migrate.scratch;

import dev.migrate.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * A scratch database or schema: an empty one of the same product in which SQL is verified. It is dropped when it is closed, or by a
 * later sweep if the process is killed.
 */
public interface Scratch extends AutoCloseable {

    /**
     * Runs statements.
     *
     * @throws dev.migrate.error.AutogenerateException if the database rejects one; the message contains the statement
     */
    void run(List<String> statements);

    /**
     * Runs statements that might be rejected, each by itself, in the session of the statements before. A rejected one
     * has no effect.
     *
     * @return for each statement, the message of the database if it was rejected
     */
    List<Optional<String>> attempt(List<String> statements);

    /**
     * Returns the result of a query.
     *
     * @throws dev.migrate.error.DatabaseException if it fails
     */
    <R> R query(String sql, ResultSetExtractor<R> reader);

    /** Reads the current schema with the inspector that also reads the live database. */
    Schema read();

    /** Returns descriptions of the objects that {@link #read} omits. */
    default Set<String> unread() {
        return Set.of();
    }

    @Override
    void close();
}
