package dev.migrate.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs catalog queries and returns their values as texts. */
public final class Query {

    private Query() {}

    /** The one row of a query, as texts. */
    public static List<@Nullable String> row(Connection session, String query) throws SQLException {
        return rows(session, query).get(0);
    }

    /** The rows of a query, as texts. */
    public static List<List<@Nullable String>> rows(Connection session, String query) throws SQLException {
        try (java.sql.Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows(rows);
        }
    }

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
