package dev.migrate.dialect;

import dev.migrate.error.Location;
import java.io.Reader;

/** Splits a text as the product's own client would split it. */
public interface Lexer {

    /**
     * Reads statements from a text that begins at {@code start}; closes it in the end. A text that cannot be split, such
     * as one with a quote that is never closed, makes {@code InvalidScriptsException} with the line where it began.
     */
    default Statements statements(Reader text, Location start) {
        return statements(text, start, TokenVisitor.NONE);
    }

    /** Reads statements likewise, and shows the visitor every token before the statement it belongs to is returned. */
    Statements statements(Reader text, Location start, TokenVisitor visitor);
}
