package dev.migrate.dialect;

import dev.migrate.error.Location;
import java.io.Reader;
import java.util.Optional;

/**
 * One statement as the database's own client would send it.
 *
 * @param sql the text, without its terminator
 * @param location where its first token stands
 * @param copyData for {@code COPY … FROM stdin}: the data lines, to be read before the next statement is asked for
 */
public record Statement(String sql, Location location, Optional<Reader> copyData) {}
