package dev.migrate.sql;

import dev.migrate.error.Location;
import java.io.Reader;
import java.util.List;
import java.util.function.Supplier;

/** Splits a script as the MariaDB client does: like MySQL's, with <code>/*M!</code> as another executable comment. */
public final class MariaDbLexer implements Lexer {

    private final Supplier<ServerSqlMode> serverSqlMode;

    /** Creates a lexer for a session in the default SQL mode. */
    public MariaDbLexer() {
        this(() -> ServerSqlMode.DEFAULT);
    }

    /**
     * Creates a lexer.
     *
     * @param serverSqlMode returns the SQL mode of the session before a script; called only if a text depends on it
     */
    public MariaDbLexer(Supplier<ServerSqlMode> serverSqlMode) {
        this.serverSqlMode = serverSqlMode;
    }

    @Override
    public Statements statements(Reader text, Location start, TokenVisitor visitor) {
        return new MySqlStatements(scanner(new CharCursor(text, start.line())), start, visitor, this.serverSqlMode);
    }

    @Override
    public List<Token> tokens(String sql) {
        MySqlScanner scanner = scanner(new CharCursor(sql));
        scanner.modes(() -> MySqlMode.of(this.serverSqlMode.get().session()));
        return Scanner.tokens(scanner);
    }

    private static MySqlScanner scanner(CharCursor cursor) {
        return new MySqlScanner(cursor, false, "/*!", "/*M!");
    }

    @Override
    public boolean callsFunctionsInIndexes() {
        return false;
    }
}
