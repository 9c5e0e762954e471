package dev.migrate.dialect;

import dev.migrate.operation.Vocabulary;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;

/** MariaDB: as MySQL, with a lexer of its own. */
final class MariaDbDialect extends MySqlDialect {

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public Lexer lexer() {
        return new MariaDbLexer();
    }

    @Override
    public Vocabulary vocabulary() {
        return new MariaDbWords(name(), ddl(), textType());
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
