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

    private URL jar(String name, Map<String, String> files) throws IOException {
        Path jar = this.folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("db/"));
            out.putNextEntry(new JarEntry("db/migrate/"));
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
