package dev.migrate.dialect;

import dev.migrate.error.Location;
import dev.migrate.operation.ConnectionWork;
import java.io.Reader;
import java.util.Optional;

/**
 * One statement as the database's own client would send it.
 *
 * @param sql the text, without its terminator
 * @param location where its first token stands
 * @param copyData for {@code COPY … FROM stdin}: the data lines, to be read before the next statement is asked for
 * @param code what is run in place of the text, which then only says so
 */
public record Statement(String sql, Location location, Optional<Reader> copyData, Optional<ConnectionWork> code) {

    /** A statement that is run as it reads. */
    public Statement(String sql, Location location, Optional<Reader> copyData) {
        this(sql, location, copyData, Optional.empty());
    }

    /** The same, said to stand elsewhere. */
    public Statement at(Location other) {
        return new Statement(this.sql, other, this.copyData, this.code);
    }
}
