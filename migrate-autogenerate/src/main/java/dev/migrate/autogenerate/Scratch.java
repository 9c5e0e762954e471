package dev.migrate.autogenerate;

import dev.migrate.schema.Schema;
import java.util.List;
import java.util.Set;

/** An empty place on the same product, in which SQL is tried; it is gone when closed, and swept later after a kill. */
interface Scratch extends AutoCloseable {

    /** Runs statements; what the database refuses comes as {@code AutogenerateException} with the statement. */
    void run(List<String> statements);

    /** What is there now, by the reader that reads the real database too. */
    Schema read();

    /** What is there now of which {@link #read} says nothing. */
    default Set<String> unread() {
        return Set.of();
    }

    @Override
    void close();
}
