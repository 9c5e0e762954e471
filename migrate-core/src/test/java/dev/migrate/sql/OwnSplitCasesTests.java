package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.Location;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small cases. The name of a file contains the product and the number of its statements. */
class OwnSplitCasesTests {

    private static final Path CASES = Path.of("src/test/resources/split/cases");
    private static final Pattern NAME = Pattern.compile("([a-z0-9]+?)_.*_expect(\\d+)\\.sql");
    private static final Map<String, List<Lexer>> LEXERS = Map.of(
            "pg", List.of(new PostgresLexer()),
            "my", List.of(new MariaDbLexer(), new MySqlLexer()),
            "sqlite", List.of(new SqliteLexer()),
            "h2", List.of(new H2Lexer()));

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map((file) -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void splitsIntoAsManyStatementsAsTheClient(String name) throws IOException {
        Matcher matcher = NAME.matcher(name);
        assertThat(matcher.matches()).isTrue();
        for (Lexer lexer : LEXERS.getOrDefault(matcher.group(1), List.of())) {
            if (lexer instanceof MySqlLexer && name.contains("mariadb")) {
                continue;
            }
            assertThat(split(lexer, Files.readString(CASES.resolve(name))))
                    .as(lexer.getClass().getSimpleName())
                    .hasSize(Integer.parseInt(matcher.group(2)));
        }
    }

    private static List<String> split(Lexer lexer, String text) {
        List<String> all = new ArrayList<>();
        try (Statements statements = lexer.statements(new StringReader(text), new Location("case.sql", 1))) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                all.add(next.get().sql());
            }
        }
        return all;
    }
}
