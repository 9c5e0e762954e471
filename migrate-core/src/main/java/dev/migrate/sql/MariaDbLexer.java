package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;

/** Splits as the MariaDB client does: as MySQL's, and <code>/*M!</code> is code too. */
public final class MariaDbLexer implements Lexer {

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new MySqlStatements(text, start, visitor, "/*!", "/*M!");
    }
}
