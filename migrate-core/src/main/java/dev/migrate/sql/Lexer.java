package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;
import java.util.List;

/** Splits a script into statements as the product's own client does, and a statement into tokens. */
public interface Lexer {

    /**
     * Returns the statements of a text that begins at {@code start}. Closing the statements closes the text. Reading a
     * text that cannot be split, such as one with an unterminated quote, throws {@code InvalidScriptsException} with
     * the line where the token began.
     */
    default Statements statements(Reader text, Location start) {
        return statements(text, start, TokenVisitor.NONE);
    }

    /**
     * Returns the statements like {@link #statements(Reader, Location)}. The visitor receives every token before the
     * statement that contains it is returned.
     */
    Statements statements(Reader text, Location start, TokenVisitor visitor);

    /**
     * Returns the tokens of a statement. Their concatenation is the text. A token that is never closed extends to the
     * end of the text.
     */
    List<Token> tokens(String sql);

    /**
     * Whether an index can call functions that users have created. If not, what looks like a call in its list of columns
     * is the length of a prefix.
     */
    default boolean callsFunctionsInIndexes() {
        return true;
    }
}
