package dev.migrate.crash;

import dev.migrate.MigrationEngine;
import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.CallWatcher;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.JavaProcess;
import dev.migrate.testsupport.KillPoint;
import dev.migrate.testsupport.TestDatabase;
import dev.migrate.testsupport.WatchedDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An instance of an application that upgrades its database when it starts. */
final class Instance {

    static final String READY = "ready";

    private Instance() {}

    /** Starts a process that blocks at a call until it is killed. */
    static JavaProcess doomed(TestDatabase database, Path scripts, int call, boolean after) {
        return JavaProcess.start(
                Instance.class,
                database.url(),
                database.user(),
                database.password(),
                scripts.toString(),
                String.valueOf(call),
                String.valueOf(after));
    }

    /** Starts a process that prints {@link #READY}, and upgrades once it reads a line. */
    static JavaProcess waiting(String url, TestDatabase database, Path scripts) {
        return JavaProcess.start(Instance.class, url, database.user(), database.password(), scripts.toString());
    }

    /** Returns an engine in this process. */
    static MigrationEngine engine(DataSource source, MigrateSettings settings) {
        return MigrationEngine.builder(source).settings(settings).build();
    }

    static MigrateSettings settings(Path scripts) {
        return MigrateSettings.defaults().withLocations("file:" + scripts);
    }

    /** Upgrades without disturbance, and returns the calls to the database. */
    static Calls undisturbed(TestDatabase database, Path scripts) {
        Calls calls = new Calls(CrashScenario.of(database.product()));
        upgrade(WatchedDataSource.of(database.dataSource(), calls), scripts);
        return calls;
    }

    static MigrationReport upgrade(DataSource source, Path scripts) {
        return engine(source, settings(scripts)).upgrade(MigrationRequest.to("head"));
    }

    /** Lets the lease of a killed process expire. */
    static void letTheLeaseRunOut(TestDatabase database, long pid) {
        if (database.product() != DatabaseProduct.H2 && database.product() != DatabaseProduct.SQLITE) {
            return;
        }
        if (hasLock(database)) {
            database.jdbc().update("update migrate_lock set expires = expires - 30000 where pid = ?", pid);
        }
    }

    /** Returns whether the lock table exists; a process might be killed before it creates the table. */
    private static boolean hasLock(TestDatabase database) {
        try (Connection connection = database.dataSource().getConnection();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase("migrate_lock")) {
                    return true;
                }
            }
            return false;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static void main(String[] arguments) throws IOException {
        DataSource source = new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]);
        Path scripts = Path.of(arguments[3]);
        if (arguments.length > 4) {
            CallWatcher point = new KillPoint(Integer.parseInt(arguments[4]), Boolean.parseBoolean(arguments[5]));
            upgrade(WatchedDataSource.of(source, point), scripts);
            return;
        }
        MigrationEngine engine = engine(source, settings(scripts));
        engine.heads();
        System.out.println(READY);
        if (System.in.read() != -1) {
            System.out.println("steps "
                    + engine.upgrade(MigrationRequest.to("head")).steps().size());
        }
    }
}
