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
 * @param head its first tokens, which tell what it does: words in lower case, a quote for anything quoted, symbols,
 * with a blank between two
 * @param copyData for {@code COPY … FROM stdin}: the data lines, to be read before the next statement is asked for
 * @param code what is run in place of the text, which then only says so
 */
public record Statement(
        String sql, Location location, String head, Optional<Reader> copyData, Optional<ConnectionWork> code) {

    /** A statement that is run as it reads, and comes from the outside: its first tokens are not known. */
    public Statement(String sql, Location location) {
        this(sql, location, "", Optional.empty(), Optional.empty());
    }

    /** The same, said to stand elsewhere. */
    public Statement at(Location other) {
        return new Statement(this.sql, other, this.head, this.copyData, this.code);
    }
}
