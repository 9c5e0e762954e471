package dev.migrate.inspect;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Runs catalog queries on one connection and returns their rows. */
public final class Rows {

    private static final ColumnMapRowMapper MAPPER = new ColumnMapRowMapper() {

        @Override
        protected @Nullable Object getColumnValue(ResultSet rows, int index) throws SQLException {
            Object value = super.getColumnValue(rows, index);
            return value instanceof Array array ? List.of((Object[]) array.getArray()) : value;
        }
    };

    private final JdbcClient client;

    /** Creates an instance that leaves the connection open. */
    public Rows(Connection connection) {
        this.client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Returns the rows of a query.
     *
     * @throws SQLException if the query fails
     */
    public List<Row> read(String sql) throws SQLException {
        return read(sql, Map.of());
    }

    /**
     * Returns the rows of a query with named parameters.
     *
     * @throws SQLException if the query fails
     */
    public List<Row> read(String sql, Map<String, ?> parameters) throws SQLException {
        try {
            return this.client.sql(sql).params(parameters).query(MAPPER).list().stream()
                    .map(Row::new)
                    .toList();
        } catch (DataAccessException ex) {
            if (ex.getMostSpecificCause() instanceof SQLException cause) {
                throw cause;
            }
            throw ex;
        }
    }
}
