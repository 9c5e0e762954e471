package dev.migrate.dialect;

import dev.migrate.ddl.MariaDbTypes;
import dev.migrate.operation.DdlLimit;
import dev.migrate.operation.PortableTypes;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.MariaDbLexer;
import dev.migrate.sql.ServerSqlMode;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** MariaDB: like MySQL, with its own lexer. */
public final class MariaDbDialect extends MySqlDialect {

    /** The number of characters up to which a statement is smaller than every {@code max_allowed_packet} in use. */
    private static final long MAX_LENGTH = 100_000;

    /** Creates the dialect of sessions in the default SQL mode. */
    public MariaDbDialect() {
        this(() -> ServerSqlMode.DEFAULT);
    }

    private MariaDbDialect(Supplier<ServerSqlMode> sqlMode) {
        super(sqlMode);
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
    Lexer lexer(Supplier<ServerSqlMode> mode) {
        return new MariaDbLexer(mode);
    }

    @Override
    String tableIds() {
        return "innodb_sys_tables";
    }

    @Override
    boolean cascadesFireTriggers() {
        return false;
    }

    @Override
    public PortableTypes portableTypes() {
        return new MariaDbTypes(name(), ddl(), textType());
    }

    @Override
    public List<String> write(Connection connection, String before, List<RecordWrite> writes, boolean commit)
            throws SQLException {
        if (writes.size() == 1 && before.isEmpty() && !commit) {
            return super.write(connection, before, writes, commit);
        }
        if (!writeTogether(connection, "", writes, commit ? COMMIT + ";\n" : "")) {
            RecordWrites.oneByOne(connection, writes);
        }
        return List.of();
    }

    @Override
    public boolean writeAlone(Connection connection, List<RecordWrite> writes) throws SQLException {
        try {
            return writeTogether(connection, "start transaction;\n", writes, COMMIT + ";\n")
                    || super.writeAlone(connection, writes);
        } catch (SQLException | RuntimeException failure) {
            rollbackAfter(failure, connection);
            throw failure;
        }
    }

    /** The driver sends no rollback if the transaction began within a statement that failed. */
    @Override
    public void rollback(Connection connection) throws SQLException {
        execute(connection, ROLLBACK);
        connection.setAutoCommit(true);
    }

    /**
     * Executes statements as a compound statement, which ends where one of them fails.
     *
     * @return false, with nothing changed, if the statement might be larger than the server accepts
     */
    private static boolean writeTogether(Connection connection, String begin, List<RecordWrite> writes, String end)
            throws SQLException {
        if (writes.stream().mapToLong(RecordWrite::length).sum() > MAX_LENGTH) {
            return false;
        }
        StringBuilder sql = new StringBuilder("begin not atomic\n").append(begin);
        for (int number = 0; number < writes.size(); number++) {
            sql.append(checked(writes.get(number), number));
        }
        RecordWrites.together(connection, sql.append(end).append("end").toString(), writes);
        return true;
    }

    private static String checked(RecordWrite write, int number) {
        if (write.conflict() == null) {
            return write.sql() + ";\n";
        }
        String check = "if %s <> 1 then signal sqlstate '45000' set message_text = '" + RecordWrites.CONFLICT + number
                + "'; end if;\n";
        return write.isQuery()
                ? check.formatted("(" + write.sql() + ")")
                : write.sql() + ";\n" + check.formatted("row_count()");
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
