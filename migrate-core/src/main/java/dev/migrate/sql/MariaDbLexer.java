package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;
import java.util.List;

/** Splits a script as the MariaDB client does: like MySQL's, with <code>/*M!</code> as another executable comment. */
public final class MariaDbLexer implements Lexer {

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new MySqlStatements(scanner(new CharCursor(text, start.line())), start, visitor);
    }

    @Override
    public List<Token> tokens(String sql) {
        return Scanner.tokens(scanner(new CharCursor(sql)));
    }

    private static MySqlScanner scanner(CharCursor cursor) {
        return new MySqlScanner(cursor, "/*!", "/*M!");
    }

    @Override
    public boolean callsFunctionsInIndexes() {
        return false;
    }
}
