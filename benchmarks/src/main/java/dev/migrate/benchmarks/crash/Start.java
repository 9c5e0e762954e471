package dev.migrate.benchmarks.crash;

import dev.migrate.benchmarks.tool.Tool;
import dev.migrate.testsupport.CallWatcher;
import dev.migrate.testsupport.KillPoint;
import dev.migrate.testsupport.WatchedDataSource;
import java.nio.file.Path;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Runs a tool in a separate process, and prints its result unless the process is killed. */
final class Start {

    static final String DONE = "ended: done";
    static final String FAILED = "ended: failed: ";
    static final String CALL = "call: ";

    private Start() {}

    public static void main(String[] arguments) {
        Tool tool = Tool.valueOf(arguments[0]);
        int call = Integer.parseInt(arguments[5]);
        CallWatcher watcher = call > 0 ? new KillPoint(call, Boolean.parseBoolean(arguments[6])) : new Telling();
        try {
            tool.upgrade(
                    WatchedDataSource.of(
                            new DriverManagerDataSource(arguments[1], arguments[2], arguments[3]), watcher),
                    Path.of(arguments[4]));
            System.out.println(DONE);
        } catch (Exception failure) {
            System.out.println(FAILED + failure.getClass().getSimpleName() + ": "
                    + String.valueOf(failure.getMessage()).replaceAll("\\s+", " "));
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** Prints each call. */
    private static final class Telling implements CallWatcher {

        @Override
        public void before(int number, String call) {
            System.out.println(CALL + call.replaceAll("\\s+", " "));
        }

        @Override
        public void after(int number, String call) {}
    }
}
