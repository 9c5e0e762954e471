package dev.migrate.dialect;

import dev.migrate.ddl.MariaDbTypes;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.PortableTypes;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.MariaDbLexer;
import dev.migrate.sql.ServerSqlMode;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** MariaDB: like MySQL, with its own lexer. */
public final class MariaDbDialect extends MySqlDialect {

    private final Supplier<ServerSqlMode> sqlMode;

    /** Creates the dialect of sessions in the default SQL mode. */
    public MariaDbDialect() {
        this(() -> ServerSqlMode.DEFAULT);
    }

    private MariaDbDialect(Supplier<ServerSqlMode> sqlMode) {
        this.sqlMode = sqlMode;
    }

    @Override
    public Dialect in(Supplier<Connection> session) {
        return new MariaDbDialect(SingletonSupplier.of(() -> serverSqlMode(session.get())));
    }

    @Override
    List<String> clientHead() {
        return sessionHead();
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public Lexer lexer() {
        return new MariaDbLexer(this.sqlMode);
    }

    @Override
    public PortableTypes portableTypes() {
        return new MariaDbTypes(name(), ddl(), textType());
    }

    /** Any positive value streams the rows; it is the number of rows kept in memory. */
    @Override
    int fetchSize(Statement statement) {
        return 1;
    }

    @Override
    Set<DdlLimit> ddlLimits() {
        return Set.of();
    }

    @Override
    public String orIfEmptyIsNull(String expression, String otherwise) {
        return "coalesce(%s, '%s')".formatted(expression, otherwise);
    }

    /** MariaDB accepts {@code DEFAULT} in place of a character set. */
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
