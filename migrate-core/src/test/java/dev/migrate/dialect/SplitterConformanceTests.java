package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Splits what the databases' own clients were recorded to split, and compares. */
class SplitterConformanceTests {

    private static final Map<String, Lexer> LEXERS = Map.of(
            "postgresql", new PostgresLexer(),
            "mariadb", new MariaDbLexer(),
            "mysql", new MySqlLexer(),
            "sqlite", new SqliteLexer());

    private final JsonMapper json = new JsonMapper();

    @Test
    void agreesWithTheRecordedClients() throws IOException {
        Optional<Path> folder = recordings();
        if (folder.isEmpty()) {
            System.out.println("split: no folder of recorded scripts (-Dconformance.split=DIR); own cases only");
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(folder.get())) {
            files = found.filter((file) -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        List<String> disagreements = new ArrayList<>();
        int scripts = 0;
        for (Path file : files) {
            int before = disagreements.size();
            List<String> lines = Files.readAllLines(file);
            for (String line : lines) {
                check(this.json.readTree(line), disagreements);
            }
            scripts += lines.size();
            report(file.getFileName() + ": ", lines.size(), disagreements.size() - before);
        }
        report("", scripts, disagreements.size());
        assertThat(disagreements).isEmpty();
    }

    private static void report(String what, int scripts, int disagreements) {
        System.out.printf(
                "split: %s%d files, %d agree, %d disagree%n", what, scripts, scripts - disagreements, disagreements);
    }

    private static Optional<Path> recordings() {
        String property = System.getProperty("conformance.split", "");
        Path folder =
                Path.of(property.isBlank() || property.startsWith("${") ? "../../shared/conformance/split" : property);
        assertThat(property.isBlank() || property.startsWith("${") || Files.isDirectory(folder))
                .as("-Dconformance.split=%s is a folder", property)
                .isTrue();
        return Optional.of(folder).filter(Files::isDirectory);
    }

    private void check(JsonNode script, List<String> disagreements) {
        String name =
                script.get("product").asString() + "/" + script.get("name").asString();
        Lexer lexer = LEXERS.get(script.get("product").asString());
        assertThat(lexer).as("a lexer for %s", name).isNotNull();
        List<String> expected = new ArrayList<>();
        script.get("statements")
                .forEach((statement) -> expected.add(statement.get("sql").asString()));
        List<String> actual = new ArrayList<>();
        try (Statements statements =
                lexer.statements(new StringReader(script.get("input").asString()), new Location(name, 1))) {
            Optional<Statement> next = statements.next();
            while (next.isPresent()) {
                actual.add(next.get().sql());
                next = statements.next();
            }
        } catch (InvalidScriptsException ex) {
            disagreements.add(name + " after " + actual.size() + " of " + expected.size() + ": " + ex.getMessage());
            return;
        }
        difference(expected, actual).ifPresent((difference) -> disagreements.add(name + ": " + difference));
    }

    private static Optional<String> difference(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!agrees(expected.get(i), actual.get(i))) {
                return Optional.of("statement %d of %d is%n%s%nand not%n%s"
                        .formatted(i + 1, expected.size(), actual.get(i), expected.get(i)));
            }
        }
        return expected.size() == actual.size()
                ? Optional.empty()
                : Optional.of("%d statements and not %d".formatted(actual.size(), expected.size()));
    }

    private static boolean agrees(String expected, String actual) {
        String whole = bare(expected);
        String end = bare(actual);
        return whole.endsWith(end) && isComment(whole.substring(0, whole.length() - end.length()));
    }

    private static String bare(String sql) {
        String trimmed = sql.strip();
        return trimmed.endsWith(";")
                ? trimmed.substring(0, trimmed.length() - 1).strip()
                : trimmed;
    }

    private static boolean isComment(String text) {
        return text.replaceAll("(?s)/\\*.*\\*/|(?m)(--|#).*$", "").isBlank();
    }
}
