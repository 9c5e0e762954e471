package dev.migrate.benchmarks.process;

import dev.migrate.benchmarks.tool.Alembic;
import dev.migrate.benchmarks.tool.Tool;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applies the scripts of a folder to a database, each time in a new process. */
final class ToolProcess {

    private static final String JDBC = "jdbc:";

    private ToolProcess() {}

    /** Returns the figures of a JVM with the default settings and these options. */
    static Map<String, Long> run(Tool tool, TestDatabase database, Path folder, String... options)
            throws IOException, InterruptedException {
        return JavaProcess.run(command(tool, database, database.url(), folder, options));
    }

    /** Returns the figures of Alembic. */
    static Map<String, Long> runAlembic(TestDatabase database, Path folder) throws IOException, InterruptedException {
        return JavaProcess.run(Alembic.command(database, folder));
    }

    /** Returns how often the process waits for an answer of the database, including those of connecting. */
    static int roundTrips(Tool tool, TestDatabase database, Path folder) throws IOException, InterruptedException {
        URI server = URI.create(database.url().substring(JDBC.length()));
        try (Wire wire = new Wire(server.getHost(), server.getPort())) {
            String url = database.url()
                    .replace(
                            "%s:%d".formatted(server.getHost(), server.getPort()),
                            "localhost:%d".formatted(wire.port()));
            JavaProcess.run(command(tool, database, url, folder));
            return wire.roundTrips();
        }
    }

    private static List<String> command(Tool tool, TestDatabase database, String url, Path folder, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), AppliedScripts.class.getName()));
        command.addAll(List.of(tool.name(), url, database.user(), database.password(), folder.toString()));
        return command;
    }
}
