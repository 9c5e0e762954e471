package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;

/**
 * Splits a script as H2's own script reader does: comments nest, {@code //} opens a line comment, and {@code $$}
 * quotes.
 */
public final class H2Lexer implements Lexer {

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new H2Statements(text, start, visitor);
    }

    private static final class H2Statements extends StatementReader {

        H2Statements(Reader text, Location start, TokenVisitor visitor) {
            super(text, start, visitor);
        }

        @Override
        protected boolean atTerminator() {
            return this.cursor.peek() == ';';
        }

        @Override
        protected boolean comment() {
            return lineComment("--") || lineComment("//") || blockComment(true);
        }

        @Override
        protected boolean atComment() {
            return super.atComment() || this.cursor.lookingAt("//");
        }

        @Override
        protected boolean ownToken() {
            if (this.cursor.lookingAt("$$")) {
                dollarQuoted("$$");
                return true;
            }
            if (this.cursor.peek() == '`') {
                quoted('`', false);
                return true;
            }
            return false;
        }
    }
}
