package dev.migrate.dialect;

import dev.migrate.error.HistoryConflictException;
import dev.migrate.session.SessionState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Executes statements on the engine's own tables: one by one, or all in one round trip. */
final class RecordWrites {

    /** Begins the text of the failure with which the server rejects a statement that changed other than one row. */
    static final String CONFLICT = "migrate: conflict ";

    private static final Pattern REPORTED = Pattern.compile(CONFLICT + "(\\d+)");

    private RecordWrites() {}

    /** Executes each statement and checks its result. */
    static void oneByOne(Connection connection, List<RecordWrite> writes) throws SQLException {
        for (RecordWrite write : writes) {
            try (PreparedStatement statement = connection.prepareStatement(write.sql())) {
                set(statement, write.values());
                boolean rows = statement.execute();
                write.check(rows ? first(statement) : statement.getUpdateCount());
            }
        }
    }

    private static int first(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    /**
     * Executes statements that the server reads at once, and that fail where a result is unexpected.
     *
     * @param sql the text of all statements
     * @param writes the statements, whose values the text requires in this order
     * @return the statements that the session still has to run, see {@link SessionState#LEFT}
     */
    static List<String> together(Connection connection, String sql, List<RecordWrite> writes) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        writes.forEach((write) -> values.addAll(write.values()));
        List<String> left = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            boolean rows = statement.execute();
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    left.addAll(left(statement));
                }
                rows = statement.getMoreResults();
            }
            return left;
        } catch (SQLException failure) {
            throw conflict(failure, writes);
        }
    }

    private static List<String> left(PreparedStatement statement) throws SQLException {
        List<String> left = new ArrayList<>();
        try (ResultSet result = statement.getResultSet()) {
            if (result.getMetaData().getColumnLabel(1).equals(SessionState.LEFT)) {
                while (result.next()) {
                    left.add(result.getString(1));
                }
            }
        }
        return left;
    }

    private static SQLException conflict(SQLException failure, List<RecordWrite> writes) {
        Matcher reported = REPORTED.matcher(String.valueOf(failure.getMessage()));
        if (reported.find()) {
            RecordWrite write = writes.get(Integer.parseInt(reported.group(1)));
            if (write.conflict() != null) {
                HistoryConflictException conflict = write.conflict().get();
                conflict.addSuppressed(failure);
                throw conflict;
            }
        }
        return failure;
    }

    private static void set(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int number = 1; number <= values.size(); number++) {
            Object value = values.get(number - 1);
            if (value == null) {
                statement.setNull(number, Types.NULL);
            } else {
                statement.setObject(number, value);
            }
        }
    }
}
