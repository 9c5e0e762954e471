package dev.migrate.importer.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.importer.ForeignHistory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the checksums, versions and descriptions with those of Flyway itself. */
class FlywayChecksumTests {

    @TempDir
    private Path folder;

    static Stream<String> texts() {
        return Stream.of(
                "SELECT 1;",
                "SELECT 1;\n",
                "SELECT 1;\r\nSELECT 2;\r\n",
                "SELECT 1;\rSELECT 2;\r",
                "\uFEFFSELECT 1;\n",
                "\n\nSELECT 1;\n\n\n  SELECT 2;  \n\t\n",
                "",
                "\n",
                "-- nothing\n",
                "SELECT 'ÄÖÜ 日本語 😀';\n",
                "SELECT 1;\n\uFEFF\n",
                "SELECT '${known}', '${KNOWN}';\n",
                "SELECT 1;\u2028SELECT 2;\u000BSELECT 3;\u0085\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void areThoseOfFlyway(String text) throws IOException {
        FlywayProject project = new FlywayProject(this.folder)
                .set("placeholders.known", "a value\nof two lines")
                .script("V1__Versioned.sql", text)
                .script("R__Repeatable.sql", text);
        assertThat(origins(project)).isEqualTo(ofFlyway(project));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void areThoseOfFlywayWithoutPlaceholders(String text) throws IOException {
        FlywayProject project = new FlywayProject(this.folder)
                .set("placeholderReplacement", "false")
                .script("R__Repeatable.sql", text);
        assertThat(origins(project)).isEqualTo(ofFlyway(project));
    }

    @Test
    void areThoseOfFlywayInOtherEncodings() throws IOException {
        for (Charset encoding : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
            FlywayProject project = new FlywayProject(this.folder)
                    .set("encoding", encoding.name())
                    .script("V1__Versioned.sql", "SELECT 'ÄÖÜ';\n", encoding);
            assertThat(origins(project)).as(encoding.name()).isEqualTo(ofFlyway(project));
        }
    }

    @Test
    void namesAreReadAsByFlyway() throws IOException {
        FlywayProject project = new FlywayProject(this.folder);
        for (String name : List.of(
                "V1__One.sql",
                "V001_2__Two_words.sql",
                "V1.10__Ten.sql",
                "V1.9.0__Nine.sql",
                "V2__With__two__separators.sql",
                "V3.sql",
                "V4__.sql",
                "V20240102030405__Time.sql",
                "deep/er/V5__Deep.sql",
                "v6__lower.sql",
                "V7_no_separator.sql",
                "V8__upper.SQL",
                "Views.sql",
                "R__View_of_x.sql",
                "R__.sql",
                "Readme.sql",
                "V9__x.sql.bak")) {
            project.script(name, "SELECT '" + name + "';");
        }
        assertThat(origins(project)).isEqualTo(ofFlyway(project));
    }

    @Test
    void configuredNamesAreReadAsByFlyway() throws IOException {
        FlywayProject project = new FlywayProject(this.folder)
                .set("sqlMigrationPrefix", "MIG")
                .set("repeatableSqlMigrationPrefix", "MIGR")
                .set("sqlMigrationSeparator", "-")
                .set("sqlMigrationSuffixes", ".ddl,.dml.sql")
                .script("MIG1-One.ddl", "SELECT 1;")
                .script("MIG2-Two_words.dml.sql", "SELECT 2;")
                .script("MIGR-Three.ddl", "SELECT 3;")
                .script("V4__four.sql", "SELECT 4;")
                .script("MIG5-five.sql", "SELECT 5;");
        assertThat(origins(project)).isEqualTo(ofFlyway(project)).hasSize(3);
    }

    @Test
    void locationsAreSearchedAsByFlyway() throws IOException {
        FlywayProject project = new FlywayProject(this.folder);
        List<String> folders = List.of("a/x/m", "a/y/m", "a/m", "a/x/y/m", "a/x/mm", "b/m", "a/x/m/below");
        for (String name : folders) {
            project.script(name + "/V" + (folders.indexOf(name) + 1) + "__x.sql", "SELECT 1;");
        }
        for (String pattern : List.of("a/*/m", "a/**/m", "?/m", "a/x/m*", "**/m", "a/x")) {
            project.set("locations", "filesystem:" + this.folder.resolve("sql") + "/" + pattern);
            assertThat(origins(project))
                    .as(pattern)
                    .isEqualTo(ofFlyway(project))
                    .isNotEmpty();
        }
    }

    private static List<String> origins(FlywayProject project) {
        ForeignHistory history = project.history("h2");
        assertThat(history.problems()).isEmpty();
        return history.scripts().stream()
                .map((script) -> script.origin().toString())
                .toList();
    }

    private static List<String> ofFlyway(FlywayProject project) {
        return project.readByFlyway().stream().map(FlywayChecksumTests::origin).toList();
    }

    private static String origin(MigrationInfo info) {
        return "flyway %s checksum=%d"
                .formatted(
                        info.getVersion() == null ? "R:" + info.getDescription() : info.getVersion(),
                        info.getChecksum());
    }
}
