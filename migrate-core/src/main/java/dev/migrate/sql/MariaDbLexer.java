package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;

/** Splits a script as the MariaDB client does: like MySQL's, with <code>/*M!</code> as another executable comment. */
public final class MariaDbLexer implements Lexer {

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new MySqlStatements(text, start, visitor, "/*!", "/*M!");
    }
}
