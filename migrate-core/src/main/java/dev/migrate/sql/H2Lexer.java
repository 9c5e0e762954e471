package dev.migrate.sql;

import dev.migrate.error.Location;
import dev.migrate.sql.Token.Kind;
import java.io.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script as H2's own script reader does: comments nest, {@code //} opens a line comment, and {@code $$}
 * quotes.
 */
public final class H2Lexer implements Lexer {

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new StatementReader(new H2Scanner(new CharCursor(text, start.line())), start, visitor);
    }

    @Override
    public List<Token> tokens(String sql) {
        return Scanner.tokens(new H2Scanner(new CharCursor(sql)));
    }

    private static final class H2Scanner extends Scanner {

        H2Scanner(CharCursor cursor) {
            super(cursor);
        }

        @Override
        protected boolean comment() {
            return switch (this.cursor.peek()) {
                case '-' -> lineComment("--");
                case '/' -> lineComment("//") || blockComment(true);
                default -> false;
            };
        }

        @Override
        protected boolean atComment() {
            return super.atComment() || this.cursor.lookingAt("//");
        }

        @Override
        protected @Nullable Kind ownToken() {
            if (this.cursor.lookingAt("$$")) {
                return dollarQuoted("$$");
            }
            return this.cursor.peek() == '`' ? quoted(Kind.NAME, '`', false) : null;
        }
    }
}
