package dev.migrate.dialect;

import dev.migrate.operation.Vocabulary;
import java.util.Optional;

/** MariaDB: as MySQL, with a lexer of its own. */
final class MariaDbDialect extends MySqlDialect {

    private static final int FETCH_SIZE = 1000;

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
        return new MariaDbWords(this);
    }

    @Override
    int fetchSize() {
        return FETCH_SIZE;
    }

    @Override
    public Optional<String> statementTimeoutSetting() {
        return Optional.of("max_statement_time");
    }
}
