package dev.migrate.scratch;

import dev.migrate.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.ResultSetExtractor;

/** A scratch database that is reached through another object, which checks or repeats statements. */
abstract class ForwardingScratch implements Scratch {

    /** Returns the scratch database that executes the statements. */
    abstract Scratch target();

    @Override
    public void run(List<String> statements) {
        target().run(statements);
    }

    @Override
    public List<Optional<String>> attempt(List<String> statements) {
        return target().attempt(statements);
    }

    @Override
    public <R> R query(String sql, ResultSetExtractor<R> reader) {
        return target().query(sql, reader);
    }

    @Override
    public Schema read() {
        return target().read();
    }

    @Override
    public Set<String> unread() {
        return target().unread();
    }

    @Override
    public void close() {
        target().close();
    }
}
