package dev.migrate.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RecordTables;
import dev.migrate.report.Actor;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@DatabaseTest(DatabaseProduct.H2)
class LeaseLockStrategyTests {

    private static final Dialect H2 = Dialects.named("h2");
    private static final Duration SHORT = Duration.ofMillis(900);

    @Test
    void releasesLockIfConfirmationFails(TestDatabase database) {
        AtomicInteger asked = new AtomicInteger();
        LeaseLockStrategy unsure = lease(database.jdbc(), database.dataSource(), () -> {
            if (asked.incrementAndGet() == 2) {
                throw new QueryTimeoutException("no answer");
            }
            return false;
        });
        assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(unsure::tryLock);
        LeaseLockStrategy next = lease(database.jdbc(), database.dataSource(), () -> false);
        assertThat(next.tryLock()).isTrue();
        next.unlock();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void leaseExpiresInLongStatementOnlyWithoutASecondConnection(int size, TestDatabase database) throws Exception {
        try (HikariDataSource pool = pool(database, size);
                Connection working = pool.getConnection()) {
            LeaseLockStrategy mine =
                    lease(new JdbcTemplate(new SingleConnectionDataSource(working, true)), pool, () -> false);
            LeaseLockStrategy other = lease(database.jdbc(), database.dataSource(), () -> false);
            assertThat(mine.tryLock()).isTrue();
            Thread.sleep(SHORT.multipliedBy(2).toMillis());
            boolean taken = other.tryLock();
            assertThat(taken).isEqualTo(size == 1);
            assertThat(mine.renew()).isEqualTo(size > 1);
            if (taken) {
                assertThat(mine.lossReason())
                        .contains("Connection is not available")
                        .contains("Increase the size of the connection pool");
                other.unlock();
            }
            mine.unlock();
        }
    }

    private static HikariDataSource pool(TestDatabase database, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(250);
        return pool;
    }

    private static LeaseLockStrategy lease(JdbcTemplate jdbc, DataSource heartbeats, BooleanSupplier heldOtherwise) {
        Owner owner = new Owner(UUID.randomUUID().toString(), Actor.ofThisProcess(), "2026-01-01T00:00:00Z");
        LockRow row = new LockRow(jdbc, H2, new RecordTables(null, "migrate_"), owner);
        return new LeaseLockStrategy(jdbc, heartbeats, row, H2, SHORT, heldOtherwise);
    }
}
