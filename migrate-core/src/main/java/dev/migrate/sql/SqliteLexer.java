package dev.migrate.sql;

import dev.migrate.error.Location;
import dev.migrate.sql.Token.Kind;
import java.io.Reader;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script as SQLite's own {@code prepare} does: the semicolons in the body of a trigger do not end the
 * statement.
 */
public final class SqliteLexer implements Lexer {

    private static final Pattern TRIGGER =
            Pattern.compile("(explain (query plan )?)?create (temp |temporary )?trigger");

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new SqliteStatements(new SqliteScanner(new CharCursor(text, start.line())), start, visitor);
    }

    @Override
    public List<Token> tokens(String sql) {
        return Scanner.tokens(new SqliteScanner(new CharCursor(sql)));
    }

    private static final class SqliteScanner extends Scanner {

        SqliteScanner(CharCursor cursor) {
            super(cursor);
        }

        @Override
        protected boolean comment() {
            return switch (this.cursor.peek()) {
                case '-' -> lineComment("--");
                case '/' -> blockComment(false);
                default -> false;
            };
        }

        @Override
        protected boolean endsLineComment(int character) {
            return character == '\n';
        }

        @Override
        protected @Nullable Kind ownToken() {
            return switch (this.cursor.peek()) {
                case '`' -> quoted(Kind.NAME, '`', false);
                case '[' -> quoted(Kind.NAME, ']', false);
                default -> null;
            };
        }
    }

    private static final class SqliteStatements extends StatementReader {

        private boolean body;

        SqliteStatements(Scanner scanner, Location start, TokenVisitor visitor) {
            super(scanner, start, visitor);
        }

        @Override
        protected void begin() {
            super.begin();
            this.body = false;
        }

        @Override
        protected boolean atTerminator() {
            return super.atTerminator() && !this.body;
        }

        @Override
        protected void word(String lowerCase) {
            if (lowerCase.equals("trigger") && startsWith(TRIGGER)) {
                this.body = true;
            } else if (lowerCase.equals("end") && previous().equals(";")) {
                this.body = false;
            }
        }
    }
}
