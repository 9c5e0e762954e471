package dev.migrate.dialect;

import dev.migrate.ddl.MariaDbTypes;
import dev.migrate.operation.PortableTypes;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.MariaDbLexer;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;

/** MariaDB: as MySQL, with a lexer of its own. */
public final class MariaDbDialect extends MySqlDialect {

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public Lexer lexer() {
        return new MariaDbLexer();
    }

    @Override
    public PortableTypes portableTypes() {
        return new MariaDbTypes(name(), ddl(), textType());
    }

    /** Whatever it is, the rows come in one stream; it says how many of them wait in memory. */
    @Override
    int fetchSize(Statement statement) {
        return 1;
    }

    /** It takes {@code DEFAULT} in the place of a character set. */
    @Override
    Map<String, String> collations(Connection session) {
        return Map.of();
    }

    @Override
    public Optional<String> statementTimeoutSetting() {
        return Optional.of("max_statement_time");
    }

    @Override
    public boolean limitsStatements() {
        return true;
    }
}
