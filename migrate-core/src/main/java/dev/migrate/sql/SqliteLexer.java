package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;
import java.util.regex.Pattern;

/**
 * Splits a script as SQLite's own {@code prepare} does: the semicolons in the body of a trigger do not end the
 * statement.
 */
public final class SqliteLexer implements Lexer {

    private static final Pattern TRIGGER =
            Pattern.compile("(explain (query plan )?)?create (temp |temporary )?trigger");

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new SqliteStatements(text, start, visitor);
    }

    private static final class SqliteStatements extends StatementReader {

        private boolean body;

        SqliteStatements(Reader text, Location start, TokenVisitor visitor) {
            super(text, start, visitor);
        }

        @Override
        protected void begin() {
            super.begin();
            this.body = false;
        }

        @Override
        protected boolean atTerminator() {
            return this.cursor.peek() == ';' && !this.body;
        }

        @Override
        protected boolean comment() {
            return lineComment("--") || blockComment(false);
        }

        @Override
        protected boolean endsLineComment(int character) {
            return character == '\n';
        }

        @Override
        protected boolean ownToken() {
            switch (this.cursor.peek()) {
                case '`' -> quoted('`', false);
                case '[' -> quoted(']', false);
                default -> {
                    return false;
                }
            }
            return true;
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
