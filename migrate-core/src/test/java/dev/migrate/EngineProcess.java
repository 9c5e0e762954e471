package dev.migrate;

import dev.migrate.report.MigrationReport;
import dev.migrate.request.MigrationRequest;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Upgrades to the head in a separate process, and prints the number of steps. */
final class EngineProcess {

    private EngineProcess() {}

    static Process start(String url, TestDatabase database, Path folder) throws IOException {
        return start("256m", url, database, folder);
    }

    /** With that much memory and no more. */
    static Process start(String memory, String url, TestDatabase database, Path folder) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + memory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        url,
                        database.user(),
                        database.password(),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String[] arguments) {
        MigrationEngine engine = new ScriptFixture(Path.of(arguments[3]))
                .engine(
                        new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]),
                        new ScriptFixture(Path.of(arguments[3])).settings());
        MigrationReport report = engine.upgrade(MigrationRequest.to("head"));
        System.out.println("steps " + report.steps().size() + " at " + report.current());
    }
}
