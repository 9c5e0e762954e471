package dev.migrate.risk;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.util.List;

/** Reads the risks of the statements of a run, in their order. */
public final class RiskReader {

    private final Lexer lexer;
    private final ColumnTypeLookup columns;

    private RiskReader(Lexer lexer, ColumnTypeLookup columns) {
        this.lexer = lexer;
        this.columns = columns;
    }

    /** Returns a reader that looks up the current types of columns in the database. */
    public static RiskReader of(Lexer lexer, Connection connection) {
        return new RiskReader(lexer, new JdbcColumnTypeLookup(connection));
    }

    /** Returns the risks of the next statement. */
    public List<Risk> read(Statement statement) {
        return StatementRisk.of(this.lexer, statement, this.columns);
    }
}
