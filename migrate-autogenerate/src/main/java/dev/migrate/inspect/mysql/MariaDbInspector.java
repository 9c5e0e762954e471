package dev.migrate.inspect.mysql;

import dev.migrate.sql.Lexer;
import java.sql.Connection;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads schemas of MariaDB, whose information schema is like MySQL's, but which prints expressions differently. */
public final class MariaDbInspector extends MySqlInspector {

    /** Creates an inspector. */
    public MariaDbInspector(Lexer lexer) {
        super(lexer);
    }

    private MariaDbInspector(Lexer lexer, Map<String, String> replacements, UnaryOperator<String> bodies) {
        super(lexer, replacements, bodies);
    }

    @Override
    public MariaDbInspector replacing(Map<String, String> replacements, UnaryOperator<String> bodies) {
        return new MariaDbInspector(lexer(), replacements, bodies);
    }

    @Override
    MySqlCatalogQueries queries(Connection connection, MySqlNames names) {
        return new MariaDbCatalogQueries(connection, names);
    }

    @Override
    MySqlSyntax syntax(MySqlNames names) {
        return new MariaDbSyntax(names);
    }
}
