package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;

/** Splits a script as the MySQL client does; see {@link MySqlStatements}. */
public final class MySqlLexer implements Lexer {

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new MySqlStatements(text, start, visitor, "/*!");
    }
}
