package dev.migrate.dialect;

import dev.migrate.operation.Vocabulary;

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
        return new MariaDbWords(this);
    }

    @Override
    public boolean limitsStatements() {
        return true;
    }
}
