package dev.migrate.importer.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrate.MigrationEngine;
import dev.migrate.ScriptAuthor;
import dev.migrate.error.NotImportableException;
import dev.migrate.importer.ForeignHistory;
import dev.migrate.importer.ImportReport;
import dev.migrate.importer.Importer;
import dev.migrate.request.MigrationRequest;
import dev.migrate.settings.MigrateSettings;
import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports the histories of public projects, which are not part of this repository, and compares the catalogs that Flyway
 * and the revisions create. {@code -Dflyway.histories} names a folder with a folder {@code PROJECT/PRODUCT} for each
 * history. A file {@code PROJECT/import.properties} has settings of Flyway and, with the key {@code accept}, what is
 * accepted.
 */
@Tag("long")
class HistoriesOfProjectsTests {

    @TempDir
    private Path folder;

    @Test
    void revisionsCreateWhatFlywayCreates() throws IOException {
        String histories = System.getProperty("flyway.histories", "");
        assumeThat(histories).as("-Dflyway.histories=FOLDER").isNotEmpty();
        List<String> failures = new ArrayList<>();
        try (Stream<Path> projects = Files.walk(Path.of(histories), 2)) {
            for (Path history : projects.filter(
                            (path) -> isProduct(path.getFileName().toString()))
                    .sorted()
                    .toList()) {
                String product = history.getFileName().toString();
                run(history, product, failures);
                if (product.equals("mysql")) {
                    run(history, "mariadb", failures);
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static boolean isProduct(String name) {
        return Stream.of(DatabaseProduct.values())
                .anyMatch((product) -> product.name().equalsIgnoreCase(name));
    }

    private void run(Path history, String product, List<String> failures) throws IOException {
        String name = history.getParent().getFileName() + " " + product;
        Properties properties = new Properties();
        Path file = history.resolveSibling("import.properties");
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        List<String> accepted =
                new ArrayList<>(List.of(properties.getProperty("accept", "").split(",")));
        properties.remove("accept");
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach((key) -> settings.put(key, properties.getProperty(key)));
        settings.put("locations", "filesystem:" + history);
        Path target = Files.createDirectories(this.folder.resolve(name.replace(' ', '_')));
        ImportReport report;
        try {
            report = importTo(target, product, FlywaySettings.of(settings).accepting(accepted), history);
        } catch (NotImportableException refused) {
            System.out.printf("%s: refused%n%s%n", name, refused.getMessage());
            failures.add(name + ": refused");
            return;
        }
        report.notes().forEach((note) -> System.out.printf("    %s: %s%n", name, note));
        compare(name, target, product, settings, report.entries().size(), failures);
    }

    private static ImportReport importTo(Path target, String product, FlywaySettings settings, Path history) {
        Path replacements = history.resolveSibling("replacements-" + product);
        FlywaySources sources = new FlywaySources(
                target,
                HistoriesOfProjectsTests.class.getClassLoader(),
                product,
                List.of(),
                Files.exists(replacements) ? replacements : null);
        ForeignHistory read = FlywayHistory.read(settings, sources);
        ScriptAuthor author = ScriptAuthor.builder()
                .settings(MigrateSettings.defaults().withLocations("file:" + target))
                .project(target)
                .build();
        return Importer.of(author, product).run(read, false);
    }

    private static void compare(
            String name,
            Path target,
            String product,
            Map<String, String> settings,
            int scripts,
            List<String> failures) {
        try (TestDatabase flyway = TestDatabase.on(DatabaseProduct.valueOf(product.toUpperCase(Locale.ROOT)));
                TestDatabase migrate = flyway.another()) {
            Map<String, String> configuration = new HashMap<>();
            settings.forEach((key, value) -> configuration.put("flyway." + key, value));
            try {
                FluentConfiguration flywayConfiguration = Flyway.configure()
                        .dataSource(flyway.url(), flyway.user(), flyway.password())
                        .configuration(configuration);
                // Flyway's own lock would otherwise block CREATE INDEX CONCURRENTLY for ever
                flywayConfiguration
                        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                        .setTransactionalLock(false);
                flywayConfiguration.load().migrate();
            } catch (RuntimeException failure) {
                System.out.printf(
                        "%s: Flyway fails: %s%n", name, failure.getMessage().strip());
                failures.add(name + ": Flyway fails");
            }
            MigrationEngine engine = MigrationEngine.builder(migrate.dataSource())
                    .settings(MigrateSettings.defaults().withLocations("file:" + target))
                    .build();
            engine.upgrade(MigrationRequest.to("heads"));
            String expected = CatalogDump.of(flyway);
            String actual = CatalogDump.of(migrate);
            boolean same = expected.equals(actual);
            System.out.printf(
                    "%s: %d scripts, %s, %d lines of catalog%n",
                    name,
                    scripts,
                    same ? "same catalog" : "DIFFERENT",
                    expected.lines().count());
            if (!same) {
                Files.writeString(Path.of("target", name.replace(' ', '_') + ".flyway"), expected);
                Files.writeString(Path.of("target", name.replace(' ', '_') + ".migrate"), actual);
                failures.add(name + ": different");
            }
        } catch (RuntimeException | IOException failure) {
            System.out.printf("%s: %d scripts, FAILED: %s%n", name, scripts, failure.getMessage());
            failures.add(name + ": " + failure.getMessage());
        }
    }
}
