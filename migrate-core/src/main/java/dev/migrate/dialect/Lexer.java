package dev.migrate.dialect;

import dev.migrate.error.Location;
import java.io.Reader;

/** Splits a text as the product's own client would split it. */
public interface Lexer {

    /** Reads statements from a text that begins at {@code start}; closes it in the end. */
    Statements statements(Reader text, Location start);
}
