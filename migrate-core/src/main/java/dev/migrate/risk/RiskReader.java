package dev.migrate.risk;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.util.List;

/** Reads from the statements of a run, one after the other, what they may take away. */
public final class RiskReader {

    private final Lexer lexer;
    private final ColumnTypes columns;

    private RiskReader(Lexer lexer, ColumnTypes columns) {
        this.lexer = lexer;
        this.columns = columns;
    }

    /** Returns a reader that asks the database which types columns have now. */
    public static RiskReader of(Lexer lexer, Connection connection) {
        return new RiskReader(lexer, new LiveColumnTypes(connection));
    }

    /** Returns what the next statement may take away. */
    public List<Risk> read(Statement statement) {
        return StatementRisk.of(this.lexer, statement, this.columns);
    }
}
