package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Splits a text as the product's own client would split it. */
public interface Lexer {

    /**
     * Reads statements from a text that begins at {@code start}; closes it in the end. A text that cannot be split, such
     * as one with a quote that is never closed, makes {@code InvalidScriptsException} with the line where it began.
     */
    default Statements statements(Reader text, Location start) {
        return statements(text, start, TokenVisitor.NONE);
    }

    /** The tokens of a text, by which it can be compared with another whatever their comments. */
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

    /** Reads statements likewise, and shows the visitor every token before the statement it belongs to is returned. */
    Statements statements(Reader text, Location start, TokenVisitor visitor);
}
