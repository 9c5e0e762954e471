package dev.migrate.importer.flyway;

import dev.migrate.ScriptAuthor;
import dev.migrate.importer.ForeignHistory;
import dev.migrate.importer.ImportReport;
import dev.migrate.importer.Importer;
import dev.migrate.settings.MigrateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** A project with scripts of Flyway, which are read by Flyway and by the importer. */
final class FlywayProject {

    private final Path root;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> accepted = new ArrayList<>();

    FlywayProject(Path root) throws IOException {
        this.root = root;
        this.settings.put("locations", "filesystem:" + Files.createDirectories(root.resolve("sql")));
        Files.createDirectories(root.resolve("revisions"));
    }

    Path root() {
        return this.root;
    }

    FlywayProject set(String name, String value) {
        this.settings.put(name, value);
        return this;
    }

    FlywayProject accept(String... names) {
        this.accepted.addAll(List.of(names));
        return this;
    }

    FlywayProject script(String name, String text) {
        return script(name, text, StandardCharsets.UTF_8);
    }

    FlywayProject script(String name, String text, Charset encoding) {
        return file("sql/" + name, text.getBytes(encoding));
    }

    FlywayProject replacement(String name, String text) {
        return file("replacements/" + name, text.getBytes(StandardCharsets.UTF_8));
    }

    private FlywayProject file(String name, byte[] content) {
        try {
            Path file = this.root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ForeignHistory history(String product) {
        Path replacements = this.root.resolve("replacements");
        return FlywayHistory.read(
                FlywaySettings.of(this.settings).accepting(this.accepted),
                new FlywaySources(
                        this.root,
                        FlywayProject.class.getClassLoader(),
                        product,
                        List.of(),
                        Files.exists(replacements) ? replacements : null));
    }

    ImportReport importAs(String product) {
        return Importer.of(author(), product).run(history(product), false);
    }

    ImportReport dryRunAs(String product) {
        return Importer.of(author(), product).run(history(product), true);
    }

    MigrateSettings migrateSettings() {
        return MigrateSettings.defaults().withLocations("file:" + this.root.resolve("revisions"));
    }

    ScriptAuthor author() {
        return ScriptAuthor.builder()
                .settings(migrateSettings())
                .project(this.root)
                .build();
    }

    /** Returns the scripts as Flyway itself reads them. */
    List<MigrationInfo> readByFlyway() {
        return List.of(flyway("jdbc:h2:mem:" + UUID.randomUUID(), "", "").info().all());
    }

    Flyway flyway(String url, String user, String password) {
        Map<String, String> configuration = new HashMap<>();
        this.settings.forEach((name, value) -> configuration.put("flyway." + name, value));
        return Flyway.configure()
                .dataSource(url, user, password)
                .configuration(configuration)
                .load();
    }

    List<String> revisions() throws IOException {
        try (Stream<Path> files = Files.list(this.root.resolve("revisions"))) {
            return files.map((file) -> file.getFileName().toString()).sorted().toList();
        }
    }

    String revision(String name) throws IOException {
        return Files.readString(this.root.resolve("revisions").resolve(name));
    }
}
