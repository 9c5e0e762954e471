package dev.migrate.benchmarks.process;

import dev.migrate.benchmarks.tool.Tool;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * Measures how the time for one script grows with the number of scripts, and with the number of other tables. Prints
 * tables in Markdown.
 *
 * <p>Arguments: the largest number of scripts (10000), and the products (all but MySQL).
 */
public final class ApplyGrowth {

    private static final int FIRST = 100;
    private static final int STEP = 10;
    private static final int ROWS = 300;
    private static final List<Integer> OTHER_TABLES = List.of(10, 1000);

    private final Path folder;

    private ApplyGrowth(Path folder) {
        this.folder = folder;
    }

    /** Measures, and prints the tables. */
    public static void main(String... arguments) throws Exception {
        int largest = arguments.length > 0 ? Integer.parseInt(arguments[0]) : FIRST * STEP * STEP;
        List<DatabaseProduct> products = new ArrayList<>(List.of(
                DatabaseProduct.POSTGRESQL, DatabaseProduct.MARIADB, DatabaseProduct.H2, DatabaseProduct.SQLITE));
        if (arguments.length > 1) {
            products.clear();
            for (int index = 1; index < arguments.length; index++) {
                products.add(DatabaseProduct.valueOf(arguments[index].toUpperCase(Locale.ROOT)));
            }
        }
        Path folder = Files.createTempDirectory("migrate-growth");
        try {
            System.out.println(Machine.describe());
            new ApplyGrowth(folder).measure(products, largest);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void measure(List<DatabaseProduct> products, int largest) throws Exception {
        List<Integer> counts = new ArrayList<>();
        for (int count = FIRST; count <= largest; count *= STEP) {
            counts.add(count);
        }
        heading("CPU for one of so many scripts of DDL", counts);
        for (DatabaseProduct product : products) {
            List<Double> figures = new ArrayList<>();
            for (int count : counts) {
                figures.add(perScript(product, count));
            }
            print(product, figures);
        }
        heading("Elapsed for one of 300 INSERTs beside so many other tables", OTHER_TABLES);
        for (DatabaseProduct product : products) {
            List<Double> figures = new ArrayList<>();
            for (int others : OTHER_TABLES) {
                figures.add(perInsert(product, others));
            }
            print(product, figures);
        }
    }

    private double perScript(DatabaseProduct product, int scripts) throws Exception {
        Path history = written(History.tables(scripts));
        try (Databases databases = new Databases(product, this.folder)) {
            return (double) Samples.figure(ToolProcess.run(Tool.MIGRATE, databases.next(), history), "cpu") / scripts;
        }
    }

    private double perInsert(DatabaseProduct product, int others) throws Exception {
        Path first = written(History.tables(1));
        Path history = written(History.rows(ROWS));
        try (Databases databases = new Databases(product, this.folder)) {
            TestDatabase database = databases.next();
            Tool.MIGRATE.upgrade(database.dataSource(), first);
            History.createTables(database, others);
            return (double) Samples.figure(ToolProcess.run(Tool.MIGRATE, database, history), "elapsed") / ROWS;
        }
    }

    private Path written(Map<String, List<String>> history) throws Exception {
        Path scripts = Files.createTempDirectory(this.folder, "scripts");
        Tool.MIGRATE.write(scripts, history);
        return scripts;
    }

    private static void heading(String title, List<Integer> counts) {
        System.out.printf(
                "%n| %s | %s |%n",
                title,
                counts.stream()
                        .map((count) -> String.format(Locale.ROOT, "%,d", count))
                        .collect(Collectors.joining(" | ")));
        System.out.println("| --- |" + " ---: |".repeat(counts.size()));
    }

    private static void print(DatabaseProduct product, List<Double> figures) {
        System.out.printf(
                "| %s | %s |%n",
                product,
                figures.stream()
                        .map((figure) -> String.format(Locale.ROOT, "%.1f ms", figure))
                        .collect(Collectors.joining(" | ")));
    }
}
