package dev.migrate.importer.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.importer.ForeignHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds scripts and classes on the class path: in folders, in jars, and not in outdated copies. */
class FlywayClassPathTests {

    @TempDir
    private Path folder;

    private Path classes;
    private Path sources;
    private Path jar;

    @BeforeEach
    void createClassPath() throws IOException {
        this.classes = Files.createDirectories(this.folder.resolve("target/classes"));
        this.sources = Files.createDirectories(this.folder.resolve("src/main/resources"));
        this.jar = this.folder.resolve("library.jar");
        for (String name : List.of("db/migration/V1__A b.sql", "db/migration/more/V2__B.sql", "db/other/V3__C.sql")) {
            write(this.classes, name, "SELECT 1;");
            write(this.sources, name, "SELECT 1;");
        }
        try (OutputStream file = Files.newOutputStream(this.jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            for (String name : List.of("db/", "db/migration/", "db/migration/V4__D.sql")) {
                entries.putNextEntry(new ZipEntry(name));
                entries.write(name.endsWith("/") ? new byte[0] : "SELECT 4;".getBytes(StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:db/migration",
                "db/migration",
                "classpath:/db/migration/",
                "classpath:db",
                "classpath:db/*",
                "classpath:nowhere,db/other"
            })
    void findsWhatFlywayFinds(String locations) throws IOException {
        try (URLClassLoader loader = classLoader()) {
            ForeignHistory history = read(locations, loader);
            assertThat(history.problems()).isEmpty();
            assertThat(history.scripts().stream()
                            .map((script) -> script.origin().version())
                            .toList())
                    .isNotEmpty()
                    .isEqualTo(Arrays.stream(Flyway.configure(loader)
                                    .dataSource("jdbc:h2:mem:" + UUID.randomUUID(), "", "")
                                    .locations(locations.split(","))
                                    .load()
                                    .info()
                                    .all())
                            .map((info) -> info.getVersion().toString())
                            .toList());
        }
    }

    @Test
    void findsClassesOfMigrations() throws IOException {
        write(this.classes, "db/migration/V5__Fill.class", "");
        write(this.classes, "db/migration/V5__Fill$Inner.class", "");
        write(this.classes, "db/migration/Helper.class", "");
        try (URLClassLoader loader = classLoader()) {
            assertThat(read("db/migration", loader).problems())
                    .singleElement()
                    .satisfies(
                            (problem) -> assertThat(problem.message()).contains("V5__Fill.class", "migration in Java"));
        }
    }

    @Test
    void scriptThatIsNotBuiltIsRefused() throws IOException {
        write(this.sources, "db/migration/V6__New.sql", "SELECT 6;");
        write(this.sources, "db/migration/V1__A b.sql", "SELECT 1, 2;");
        try (URLClassLoader loader = classLoader()) {
            assertThat(read("db/migration", loader).problems())
                    .extracting((problem) -> problem.message())
                    .satisfiesExactlyInAnyOrder(
                            (message) -> assertThat(message).contains("V6__New.sql", "is not on the class path"),
                            (message) -> assertThat(message).contains("V1__A b.sql", "differs"));
        }
    }

    private ForeignHistory read(String locations, ClassLoader loader) {
        return FlywayHistory.read(
                FlywaySettings.of(Map.of("locations", locations)),
                new FlywaySources(this.folder, loader, "h2", List.of(), null));
    }

    private URLClassLoader classLoader() throws IOException {
        return new URLClassLoader(
                new URL[] {this.classes.toUri().toURL(), this.jar.toUri().toURL()},
                getClass().getClassLoader());
    }

    private static void write(Path root, String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
