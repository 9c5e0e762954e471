package dev.migrate.dialect;

import dev.migrate.error.Location;
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
 */
public record Statement(String sql, Location location, String head, Optional<Reader> copyData) {}
