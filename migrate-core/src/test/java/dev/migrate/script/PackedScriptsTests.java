package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.InvalidScriptsException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Scripts that come from jars. */
class PackedScriptsTests {

    private static final String SCRIPT = "-- Revision ID: %s\n-- migrate:upgrade\nSELECT 1;\n";

    @TempDir
    Path folder;

    @Test
    void findsTheScriptsOfSeveralJarsInTheOrderOfTheirPaths() throws IOException {
        URL one = jar("one.jar", Map.of("a.sql", SCRIPT.formatted("a"), "sub folder/c d.sql", SCRIPT.formatted("c")));
        URL two = jar("two.jar", Map.of("b.sql", SCRIPT.formatted("b"), "readme.txt", "no script"));
        assertThat(load(one, two))
                .extracting(Script::location)
                .containsExactly(
                        "classpath:db/migrate/a.sql",
                        "classpath:db/migrate/b.sql",
                        "classpath:db/migrate/sub folder/c d.sql");
    }

    @Test
    void loadsScriptInTwoJarsOnce() throws IOException {
        URL one = jar("one.jar", Map.of("a.sql", SCRIPT.formatted("a")));
        URL two = jar("two.jar", Map.of("a.sql", SCRIPT.formatted("a")));
        assertThat(load(one, two)).hasSize(1);
    }

    @Test
    void findsTheScriptsOfJarsWithoutEntriesForFolders() throws IOException {
        URL one = jar(
                "one.jar", List.of(), Map.of("a.sql", SCRIPT.formatted("a"), "deep/er/c.sql", SCRIPT.formatted("c")));
        URL two = jar("two.jar", List.of("db/", "db/migrate/"), Map.of("b.sql", SCRIPT.formatted("b")));
        URL three = jar("three.jar", List.of("db/"), Map.of("d.sql", SCRIPT.formatted("d")));
        assertThat(load(one, two, three))
                .extracting((script) -> script.revision().id())
                .containsExactly("a", "b", "d", "c");
        assertThat(load(one)).hasSize(2);
    }

    @Test
    void findsTheScriptsBesideThoseOfAFolder() throws IOException {
        Path classes = Files.createDirectories(this.folder.resolve("classes/db/migrate"));
        Files.writeString(classes.resolve("b 100%.sql"), SCRIPT.formatted("b"));
        URL jar = jar("one.jar", List.of(), Map.of("a.sql", SCRIPT.formatted("a")));
        assertThat(load(this.folder.resolve("classes").toUri().toURL(), jar))
                .extracting(Script::location)
                .containsExactly("classpath:db/migrate/a.sql", "classpath:db/migrate/b 100%.sql");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100% sure.sql",
                "a%20b.sql",
                "a+b.sql",
                "#1.sql",
                "what?.sql",
                "grün.sql",
                "データ.sql",
                "wow!.sql",
                "wow!/a.sql",
                "a;b=c&d.sql",
                "[1] {2}.sql",
                "a^b`c|d.sql",
                "UPPER.SQL",
                "Mixed.Sql"
            })
    void findsScriptWithAnyName(String name) throws IOException {
        URL jar = jar("one.jar", Map.of(name, SCRIPT.formatted("a")));
        assertThat(load(jar)).extracting(Script::location).containsExactly("classpath:db/migrate/" + name);
        Path file = this.folder.resolve("files").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, SCRIPT.formatted("a"));
        String location = "file:" + this.folder.resolve("files");
        ScriptLoader loader = new ScriptLoader(getClass().getClassLoader(), Dialects.named("postgresql"), List.of());
        assertThat(loader.load(List.of(location))).extracting(Script::location).containsExactly(location + "/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF%s", "%s\n\n", "\n%s", "-- Another message\n%s"})
    void loadsScriptInTwoJarsOnceIfItsChecksumIsTheSame(String form) throws IOException {
        String text = "-- Revision ID: a\n-- Revises: b\n\n-- migrate:upgrade\nSELECT 'x\ny';\n";
        URL one = jar("one.jar", Map.of("a.sql", text));
        URL two = jar("two.jar", Map.of("a.sql", form.formatted(text)));
        URL three = jar("three.jar", Map.of("a.sql", text.replace("\n", "\r\n")));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {one, two, three}, null)) {
            assertThat(load(loader)).hasSize(1);
            assertThat(new RevisionReader(loader, (url) -> false).read("classpath:db/migrate"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Revises: b=Revises: c", "SELECT=SELECT 2,", "'x=' x", "upgrade=upgrade transaction\\=off"})
    void rejectsAnotherScriptWithTheSameName(String change) throws IOException {
        String text = "-- Revision ID: a\n-- Revises: b\n\n-- migrate:upgrade\nSELECT 'x';\n";
        String[] parts = change.split("(?<!\\\\)=", 2);
        URL one = jar("one.jar", Map.of("a.sql", text));
        URL two = jar("two.jar", Map.of("a.sql", text.replace(parts[0], parts[1].replace("\\=", "="))));
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load(one, two))
                .withMessageContaining("is on the class path twice with different content");
    }

    @Test
    void rejectsDifferentScriptsWithOneName() throws IOException {
        URL one = jar("one.jar", Map.of("a.sql", SCRIPT.formatted("a")));
        URL two = jar("two.jar", Map.of("a.sql", SCRIPT.formatted("b")));
        assertThatExceptionOfType(InvalidScriptsException.class)
                .isThrownBy(() -> load(one, two))
                .withMessageContaining(
                        "'classpath:db/migrate/a.sql' is on the class path twice with different content:")
                .withMessageContaining("one.jar")
                .withMessageContaining("two.jar");
    }

    @Test
    void rereadsLargeScriptFromItsJar() throws IOException {
        String many = "INSERT INTO account VALUES (1);\n".repeat(20_000);
        URL jar = jar("big.jar", Map.of("a.sql", "-- Revision ID: a\n-- migrate:upgrade\n" + many));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
            Section upgrade = load(loader).get(0).upgrade();
            assertThat(upgrade.text()).isEqualTo(many);
            try (var statements = upgrade.statements()) {
                int count = 0;
                while (statements.next().isPresent()) {
                    count++;
                }
                assertThat(count).isEqualTo(20_000);
            }
        }
    }

    @Test
    void readsTheEntriesOfEachJarOnce() throws IOException {
        URL jar = jar("one.jar", Map.of("a.sql", SCRIPT.formatted("a"), "b/c.sql", SCRIPT.formatted("c")));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
            JarEntries entries = new JarEntries(
                    new PathMatchingResourcePatternResolver(loader), List.of("db/migrate/", "db/migrate/b/"));
            Resource root = new UrlResource("jar:" + jar + "!/");
            assertThat(entries.in(root, "db/migrate/")).containsOnlyKeys("a.sql", "b/c.sql");
            Files.delete(this.folder.resolve("one.jar"));
            assertThat(entries.in(root, "db/migrate/b/")).containsOnlyKeys("c.sql");
        }
    }

    @Test
    void findsTheScriptsOfSeveralLocationsInOneJar() throws IOException {
        URL jar = jar("one.jar", Map.of("a/a.sql", SCRIPT.formatted("a"), "b/b.sql", SCRIPT.formatted("b")));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
            assertThat(new ScriptLoader(loader, Dialects.named("postgresql"), List.of())
                            .load(List.of("classpath:db/migrate/b", "classpath:db/migrate/a")))
                    .extracting((script) -> script.revision().id())
                    .containsExactly("b", "a");
        }
    }

    private URL jar(String name, Map<String, String> files) throws IOException {
        return jar(name, List.of("db/", "db/migrate/"), files);
    }

    private URL jar(String name, List<String> folders, Map<String, String> files) throws IOException {
        Path jar = this.folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : folders) {
                out.putNextEntry(new JarEntry(entry));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new JarEntry("db/migrate/" + file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar.toUri().toURL();
    }

    private static List<Script> load(URL... jars) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(jars, null)) {
            return load(loader);
        }
    }

    private static List<Script> load(ClassLoader loader) {
        return new ScriptLoader(loader, Dialects.named("postgresql"), List.of()).load(List.of("classpath:db/migrate"));
    }
}
