package dev.migrate.inspect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Runs catalog queries on one connection and returns their rows. */
final class Rows {

    private final JdbcClient client;

    Rows(Connection connection) {
        this.client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    List<Row> read(String sql) throws SQLException {
        return read(sql, Map.of());
    }

    List<Row> read(String sql, Map<String, ?> parameters) throws SQLException {
        try {
            return this.client.sql(sql).params(parameters).query().listOfRows().stream()
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
