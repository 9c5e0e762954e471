package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code golden/PRODUCT/CASE.sql} splits into the statements that {@code CASE.txt} shows, each with its line. */
class GoldenSplitTests {

    private static final Path CASES = Path.of("src/test/resources/split/golden");
    private static final Map<String, Lexer> LEXERS = Map.of(
            "postgresql", new PostgresLexer(),
            "mariadb", new MariaDbLexer(),
            "mysql", new MySqlLexer(),
            "h2", new H2Lexer(),
            "sqlite", new SqliteLexer());

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter((file) -> file.toString().endsWith(".sql"))
                    .map((file) -> CASES.relativize(file).toString().replace(".sql", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void splitsLikeTheClient(String name) throws IOException {
        Lexer lexer = LEXERS.get(name.substring(0, name.indexOf('/')));
        String actual = shown(lexer, Files.readString(CASES.resolve(name + ".sql")));
        Path expected = CASES.resolve(name + ".txt");
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static String shown(Lexer lexer, String text) {
        StringBuilder shown = new StringBuilder();
        try (Statements statements = lexer.statements(new StringReader(text), new Location("case", 1))) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                Statement statement = next.get();
                shown.append("=== ").append(statement.location().line()).append('\n');
                shown.append(statement.sql()).append('\n');
                statement
                        .copyData()
                        .ifPresent((data) -> shown.append("=== data\n").append(read(data)));
            }
        }
        return shown.toString();
    }

    private static String read(Reader data) {
        try {
            StringWriter text = new StringWriter();
            data.transferTo(text);
            return text.toString();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
