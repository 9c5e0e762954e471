package dev.migrate.spring.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts requests for connections, and fails them on demand. */
public final class CountedDataSource extends DelegatingDataSource {

    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean unavailable;

    public CountedDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        this.connections.incrementAndGet();
        if (this.unavailable) {
            throw new SQLException("Nobody answers");
        }
        return super.getConnection();
    }

    public int connections() {
        return this.connections.get();
    }

    public void setUnavailable(boolean unavailable) {
        this.unavailable = unavailable;
    }
}
