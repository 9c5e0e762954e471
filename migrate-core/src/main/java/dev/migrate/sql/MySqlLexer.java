package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;
import java.util.List;

/** Splits a script as the MySQL client does; see {@link MySqlStatements}. */
public final class MySqlLexer implements Lexer {

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new MySqlStatements(scanner(new CharCursor(text, start.line())), start, visitor);
    }

    @Override
    public List<Token> tokens(String sql) {
        return Scanner.tokens(scanner(new CharCursor(sql)));
    }

    private static MySqlScanner scanner(CharCursor cursor) {
        return new MySqlScanner(cursor, "/*!");
    }

    @Override
    public boolean callsFunctionsInIndexes() {
        return false;
    }
}
