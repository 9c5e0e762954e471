package dev.migrate.benchmarks.process;

import dev.migrate.benchmarks.tool.Alembic;
import dev.migrate.benchmarks.tool.Tool;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what it costs to apply scripts with Migrate, with other tools, and with bare JDBC, each time in a new process.
 * Prints the rows of a table in Markdown.
 *
 * <p>Arguments: the number of rounds (3), and the names of the measurements (all).
 */
public final class ApplyCost {

    private static final String ALEMBIC = "alembic";
    private static final String CLIENT = "client";
    private static final int OTHER_TABLES = 1000;

    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final int rounds;
    private final Path folder;
    private final boolean alembic;

    private interface Measurement {

        void run() throws Exception;
    }

    private ApplyCost(int rounds, Path folder, boolean alembic) {
        this.rounds = rounds;
        this.folder = folder;
        this.alembic = alembic;
        this.measurements.put("postgresql", () -> apply(DatabaseProduct.POSTGRESQL, 100));
        this.measurements.put("mariadb", () -> apply(DatabaseProduct.MARIADB, 100));
        this.measurements.put("h2", () -> apply(DatabaseProduct.H2, 100));
        this.measurements.put("h2-1000", () -> apply(DatabaseProduct.H2, 1000));
        this.measurements.put("sqlite", () -> apply(DatabaseProduct.SQLITE, 694));
        this.measurements.put("other-tables", this::besideOtherTables);
        this.measurements.put("inserts", this::inserts);
        this.measurements.put("at-once", this::atOnce);
        this.measurements.put("nothing", this::nothingToDo);
        this.measurements.put("large", this::largeScript);
        this.measurements.put("compare-200", () -> SchemaDiff.main(String.valueOf(rounds), "200"));
        this.measurements.put("compare-1000", () -> SchemaDiff.main(String.valueOf(rounds), "1000"));
    }

    /** Measures, and prints the tables. */
    public static void main(String... arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        Path folder = Files.createTempDirectory("migrate-apply");
        try {
            ApplyCost cost = new ApplyCost(rounds, folder, Alembic.isInstalled());
            List<String> names = arguments.length > 1
                    ? Arrays.asList(arguments).subList(1, arguments.length)
                    : List.copyOf(cost.measurements.keySet());
            System.out.printf("%s; %d rounds, medians%n", Machine.describe(), rounds);
            if (!cost.alembic) {
                System.out.println(
                        "Alembic is not installed: apt-get install alembic python3-psycopg2 python3-pymysql");
            }
            for (String name : names) {
                Measurement measurement = cost.measurements.get(name);
                if (measurement == null) {
                    throw new IllegalArgumentException(
                            "No measurement '%s'. Valid names: %s".formatted(name, cost.measurements.keySet()));
                }
                measurement.run();
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Applies scripts to an empty database. */
    private void apply(DatabaseProduct product, int scripts) throws Exception {
        boolean network = product == DatabaseProduct.POSTGRESQL || product == DatabaseProduct.MARIADB;
        Map<String, List<String>> history = History.tables(scripts);
        List<Tool> tools = List.of(Tool.values());
        Map<Tool, Path> folders = written(tools, history);
        Path revisions = alembicFolder(history);
        Samples<String> samples = new Samples<>();
        Map<String, String> trips = new LinkedHashMap<>();
        try (Databases databases = new Databases(product, this.folder)) {
            for (int round = 0; round < this.rounds; round++) {
                for (Tool tool : tools) {
                    samples.add(tool.label(), ToolProcess.run(tool, databases.next(), of(tool, folders)));
                }
                if (network && this.alembic) {
                    samples.add(ALEMBIC, ToolProcess.runAlembic(databases.next(), revisions));
                }
            }
            if (network) {
                for (Tool tool : tools) {
                    int count = ToolProcess.roundTrips(tool, databases.next(), of(tool, folders));
                    trips.put(tool.label(), String.format(Locale.ROOT, "%.1f", (double) count / scripts));
                }
            }
        }
        heading("%d scripts of DDL, %s".formatted(scripts, product));
        for (String tool : samples.tools()) {
            print(samples, tool, trips.getOrDefault(tool, ""));
        }
    }

    /** Inserts rows with and without other tables in the same schema. */
    private void besideOtherTables() throws Exception {
        List<Tool> tools = List.of(Tool.JDBC, Tool.MIGRATE);
        Map<Tool, Path> folders = written(tools, History.rows(300));
        Map<Tool, Path> firstRevision = written(tools, History.tables(1));
        try (Databases databases = new Databases(DatabaseProduct.MARIADB, this.folder)) {
            for (int others : new int[] {0, OTHER_TABLES}) {
                Samples<String> samples = new Samples<>();
                for (int round = 0; round < this.rounds; round++) {
                    for (Tool tool : tools) {
                        TestDatabase database = databases.next();
                        tool.upgrade(database.dataSource(), of(tool, firstRevision));
                        History.createTables(database, others);
                        samples.add(tool.label(), ToolProcess.run(tool, database, of(tool, folders)));
                    }
                }
                heading("300 INSERTs beside %d other tables, MARIADB".formatted(others));
                samples.tools().forEach((tool) -> print(samples, tool, ""));
            }
        }
    }

    /** Inserts many rows, also with the client of the server. */
    private void inserts() throws Exception {
        List<Tool> tools = List.of(Tool.JDBC, Tool.MIGRATE);
        Map<String, List<String>> history = History.rows(2000);
        Map<Tool, Path> folders = written(tools, history);
        Path script = this.folder.resolve("client.sql");
        Files.writeString(
                script,
                history.values().stream()
                        .flatMap(List::stream)
                        .map((sql) -> sql + ";\n")
                        .collect(Collectors.joining()));
        Samples<String> samples = new Samples<>();
        try (Databases databases = new Databases(DatabaseProduct.MARIADB, this.folder)) {
            for (int round = 0; round < this.rounds; round++) {
                for (Tool tool : tools) {
                    samples.add(tool.label(), ToolProcess.run(tool, databases.next(), of(tool, folders)));
                }
                samples.add(CLIENT, client(databases.next(), script));
            }
        }
        heading("2,000 INSERTs in one revision, MARIADB");
        samples.tools().forEach((tool) -> print(samples, tool, ""));
    }

    private static Map<String, Long> client(TestDatabase database, Path script)
            throws IOException, InterruptedException {
        return JavaProcess.run(List.of("sh", "-c", """
                start=$(date +%%s%%N)
                mariadb -h127.0.0.1 -u%s --password='%s' %s < '%s' || exit 1
                echo "ready elapsed=$(( ($(date +%%s%%N) - start) / 1000000 ))"
                """.formatted(
                database.user(), database.password(), database.url().replaceAll(".*/([^/?]+).*", "$1"), script)));
    }

    /** Starts four processes on one database at once. */
    private void atOnce() throws Exception {
        List<Tool> tools = List.of(Tool.MIGRATE, Tool.FLYWAY, Tool.LIQUIBASE);
        Map<Tool, Path> folders = written(tools, History.tables(100));
        Samples<String> samples = new Samples<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Databases databases = new Databases(DatabaseProduct.MARIADB, this.folder)) {
            for (int round = 0; round < this.rounds; round++) {
                for (Tool tool : tools) {
                    TestDatabase database = databases.next();
                    List<Future<Map<String, Long>>> running = IntStream.range(0, 4)
                            .mapToObj((number) ->
                                    threads.submit(() -> ToolProcess.run(tool, database, of(tool, folders))))
                            .toList();
                    long elapsed = 0;
                    long cpu = 0;
                    for (Future<Map<String, Long>> process : running) {
                        elapsed = Math.max(elapsed, Samples.figure(process.get(), "elapsed"));
                        cpu += Samples.figure(process.get(), "cpu");
                    }
                    samples.add(tool.label(), Map.of("elapsed", elapsed, "cpu", cpu));
                }
            }
        } finally {
            threads.shutdown();
        }
        heading("100 scripts, 4 processes at once, MARIADB");
        samples.tools().forEach((tool) -> print(samples, tool, ""));
    }

    /** Starts on a database that is up to date. */
    private void nothingToDo() throws Exception {
        Map<String, List<String>> history = History.tables(1000);
        List<Tool> tools = List.of(Tool.values());
        Map<Tool, Path> folders = written(tools, history);
        Samples<String> samples = new Samples<>();
        try (Databases databases = new Databases(DatabaseProduct.MARIADB, this.folder)) {
            Map<Tool, TestDatabase> upToDate = new LinkedHashMap<>();
            for (Tool tool : tools) {
                upToDate.put(tool, databases.next());
                ToolProcess.run(tool, of(tool, upToDate), of(tool, folders));
            }
            TestDatabase another = databases.next();
            Path revisions = alembicFolder(history);
            if (this.alembic) {
                ToolProcess.runAlembic(another, revisions);
            }
            for (int round = 0; round < this.rounds; round++) {
                for (Tool tool : tools) {
                    samples.add(tool.label(), ToolProcess.run(tool, of(tool, upToDate), of(tool, folders)));
                }
                if (this.alembic) {
                    samples.add(ALEMBIC, ToolProcess.runAlembic(another, revisions));
                }
            }
        }
        heading("Nothing to do, 1,000 scripts, MARIADB");
        samples.tools().forEach((tool) -> print(samples, tool, ""));
    }

    private void largeScript() throws Exception {
        List<Tool> tools = List.of(Tool.JDBC, Tool.MIGRATE);
        Map<Tool, Path> folders = written(tools, History.bulk(50));
        Samples<String> samples = new Samples<>();
        try (Databases databases = new Databases(DatabaseProduct.POSTGRESQL, this.folder)) {
            for (int round = 0; round < this.rounds; round++) {
                for (Tool tool : tools) {
                    samples.add(tool.label(), ToolProcess.run(tool, databases.next(), of(tool, folders), "-Xmx64m"));
                }
            }
        }
        heading("A script of 50 MB, -Xmx64m, POSTGRESQL");
        samples.tools().forEach((tool) -> print(samples, tool, ""));
    }

    private Map<Tool, Path> written(List<Tool> tools, Map<String, List<String>> history) throws IOException {
        Map<Tool, Path> folders = new LinkedHashMap<>();
        for (Tool tool : tools) {
            Path scripts = Files.createTempDirectory(this.folder, tool.name());
            tool.write(scripts, history);
            folders.put(tool, scripts);
        }
        return folders;
    }

    private Path alembicFolder(Map<String, List<String>> history) throws IOException {
        Path scripts = Files.createTempDirectory(this.folder, ALEMBIC);
        Alembic.write(scripts, history);
        return scripts;
    }

    private static <V> V of(Tool tool, Map<Tool, V> values) {
        return Objects.requireNonNull(values.get(tool));
    }

    private static void heading(String work) {
        System.out.printf("%n| %s | elapsed | CPU | CPU, of bare JDBC | allocated | trips a script |%n", work);
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    }

    private static void print(Samples<String> samples, String tool, String trips) {
        String bare = Tool.JDBC.label();
        long cpu = samples.has(tool, "cpu") ? samples.median(tool, "cpu") : 0;
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d ms | %s | %s | %s | %s |%n",
                tool,
                samples.median(tool, "elapsed"),
                cpu == 0 ? "" : "%,d ms".formatted(cpu),
                cpu == 0 || !samples.tools().contains(bare)
                        ? ""
                        : String.format(Locale.ROOT, "%.1f times", (double) cpu / samples.median(bare, "cpu")),
                samples.has(tool, "bytes")
                        ? String.format(Locale.ROOT, "%,.1f MB", samples.median(tool, "bytes") / 1e6)
                        : "",
                trips);
    }
}
