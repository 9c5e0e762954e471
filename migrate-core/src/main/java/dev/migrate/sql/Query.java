package dev.migrate.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs catalog queries and returns their values as strings. */
public final class Query {

    private Query() {}

    /**
     * Returns the first row of a query, for queries that return exactly one.
     *
     * @throws SQLException if the query fails
     */
    public static List<@Nullable String> row(Connection session, String query) throws SQLException {
        return rows(session, query).get(0);
    }

    /**
     * Returns the rows of a query.
     *
     * @throws SQLException if the query fails
     */
    public static List<List<@Nullable String>> rows(Connection session, String query) throws SQLException {
        try (java.sql.Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows(rows);
        }
    }

    /**
     * Returns the remaining rows of a result.
     *
     * @throws SQLException if the result cannot be read
     */
    public static List<List<@Nullable String>> rows(ResultSet rows) throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> values = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                values.add(rows.getString(column));
            }
            all.add(values);
        }
        return all;
    }
}
