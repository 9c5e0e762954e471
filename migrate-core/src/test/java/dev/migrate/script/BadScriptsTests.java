package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.dialect.Dialects;
import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Problem;
import dev.migrate.error.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code bad/CASE.sql} has exactly the problems that {@code bad/CASE.txt} lists: for PostgreSQL, or for MariaDB
 * where the case's name says so.
 */
class BadScriptsTests {

    private static final Path CASES = Path.of("src/test/resources/scripts/bad");

    @TempDir
    Path folder;

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map((file) -> file.getFileName().toString())
                    .filter((name) -> name.endsWith(".sql"))
                    .map((name) -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reportsProblemsWithLocation(String name) throws IOException {
        Files.copy(CASES.resolve(name + ".sql"), this.folder.resolve("script.sql"));
        ScriptLoader loader = new ScriptLoader(
                getClass().getClassLoader(),
                Dialects.named(name.startsWith("mariadb-") ? "mariadb" : "postgresql"),
                List.of());
        InvalidScriptsException thrown =
                catchThrowableOfType(InvalidScriptsException.class, () -> loader.load(List.of("file:" + this.folder)));
        assertThat(thrown).as("%s.sql is refused", name).isNotNull();
        String problems = thrown.problems().stream().map(this::line).collect(Collectors.joining("\n", "", "\n"));
        Path expected = CASES.resolve(name + ".txt");
        assertThat(problems).isEqualTo(Files.readString(expected));
    }

    private String line(Problem problem) {
        assertThat(problem.location()).isNotNull();
        assertThat(problem.location().resource()).isEqualTo("file:" + this.folder.resolve("script.sql"));
        return "%d %s | %s | %s"
                .formatted(
                        problem.location().line(),
                        problem.code(),
                        problem.message(),
                        problem.remedy().in(Wording.properties()));
    }
}
