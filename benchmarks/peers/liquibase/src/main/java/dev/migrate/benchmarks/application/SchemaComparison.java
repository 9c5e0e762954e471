package dev.migrate.benchmarks.application;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.diff.DiffGeneratorFactory;
import liquibase.diff.DiffResult;
import liquibase.diff.compare.CompareControl;
import liquibase.exception.LiquibaseException;
import liquibase.structure.core.Catalog;

/** Compares a database with another one, which has another name, once and says what that has cost. */
public final class SchemaComparison {

    private SchemaComparison() {}

    /** Compares two databases. Arguments: their URLs, the user, and the password. */
    public static void main(String... arguments) throws SQLException, LiquibaseException {
        long start = System.nanoTime();
        try (Connection live = DriverManager.getConnection(arguments[0], arguments[2], arguments[3]);
                Connection wanted = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
            DiffResult result = DiffGeneratorFactory.getInstance()
                    .compare(database(wanted), database(live), CompareControl.STANDARD);
            long changed = result.getChangedObjects().keySet().stream()
                    .filter((object) -> !(object instanceof Catalog))
                    .count();
            long differences = result.getMissingObjects().size()
                    + result.getUnexpectedObjects().size()
                    + changed;
            System.out.printf(
                    "ready elapsed=%d cpu=%d differences=%d%n",
                    (System.nanoTime() - start) / 1_000_000,
                    ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                                    .getProcessCpuTime()
                            / 1_000_000,
                    differences);
        }
    }

    private static Database database(Connection connection) throws LiquibaseException {
        return DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
    }
}
