package dev.migrate.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.DatabaseTest;
import dev.migrate.testsupport.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MySqlScratchMarkTests {

    private static final Dialect DIALECT = Dialects.named("mariadb");

    @Test
    @DatabaseTest(DatabaseProduct.MARIADB)
    void ignoresDatabasesThatAnotherProcessDropsOnMariaDb(TestDatabase database) throws Exception {
        ignoresDatabasesThatAnotherProcessDrops(database);
    }

    @Test
    @DatabaseTest(DatabaseProduct.MYSQL)
    void ignoresDatabasesThatAnotherProcessDropsOnMySql(TestDatabase database) throws Exception {
        ignoresDatabasesThatAnotherProcessDrops(database);
    }

    private static void ignoresDatabasesThatAnotherProcessDrops(TestDatabase database) throws Exception {
        String scratch = "migrate_scratch_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        try (Connection session = database.dataSource().getConnection()) {
            MySqlScratchMark mark = new MySqlScratchMark(session, DIALECT);
            mark.set(scratch, List.of(scratch));
            assertThat(mark.all()).containsEntry(scratch, List.of(scratch));
            assertThat(new MySqlScratchMark(droppingFirst(session, mark, scratch), DIALECT).all())
                    .doesNotContainKey(scratch);
        }
    }

    /** Returns a session that drops the record of a scratch database after the databases are listed. */
    private static Connection droppingFirst(Connection session, MySqlScratchMark mark, String scratch) {
        return (Connection) Proxy.newProxyInstance(
                MySqlScratchMarkTests.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("createStatement")) {
                        mark.remove(scratch);
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
