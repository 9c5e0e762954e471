package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Splits a script into statements as the product's own client does. */
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
     * Returns the tokens of a text without its comments, for comparison with another text.
     *
     * @throws dev.migrate.error.InvalidScriptsException if the text cannot be split
     */
    default List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        TokenVisitor visitor = new TokenVisitor() {
            @Override
            public void word(CharSequence word) {
                tokens.add(word.toString());
            }

            @Override
            public void verbatim(CharSequence verbatim) {
                tokens.add(verbatim.toString());
            }

            @Override
            public void endOfStatement() {
                tokens.add(";");
            }
        };
        try (Statements statements = statements(new StringReader(text), new Location("", 1), visitor)) {
            while (statements.next().isPresent()) {
                // the visitor has seen its tokens
            }
        }
        return tokens;
    }

    /**
     * Returns the statements like {@link #statements(Reader, Location)}. The visitor receives every token before the
     * statement that contains it is returned.
     */
    Statements statements(Reader text, Location start, TokenVisitor visitor);
}
