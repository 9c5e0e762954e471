package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the statements with recordings of the databases' own clients. */
class SplitterConformanceTests {

    private static final Map<String, Lexer> LEXERS = Map.of(
            "postgresql", new PostgresLexer(),
            "mariadb", new MariaDbLexer(),
            "mysql", new MySqlLexer(),
            "sqlite", new SqliteLexer());

    private static final Location START = new Location("recorded", 1);

    private static final Pattern INNERMOST_COMMENT = Pattern.compile("(?s)/\\*(?:(?!/\\*|\\*/).)*\\*/");
    private static final Pattern LINE_COMMENT = Pattern.compile("(?m)(--|#).*$");

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
            List<JsonNode> recorded = readable(file);
            List<String> found =
                    recorded.stream().map(this::check).flatMap(Optional::stream).toList();
            report(file.getFileName() + ": ", recorded.size(), found.size());
            scripts += recorded.size();
            disagreements.addAll(found);
        }
        report("", scripts, disagreements.size());
        assertThat(disagreements).isEmpty();
    }

    /**
     * The scripts that the client itself could read. With {@code --comments}, the MariaDB client overlooks a
     * {@code DELIMITER} that comes after a line of blanks; without, it does not.
     */
    private List<JsonNode> readable(Path file) throws IOException {
        List<JsonNode> scripts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode script = this.json.readTree(line);
            if (script.get("statements").valueStream().map(Sent::of).anyMatch(Sent::isClientCommand)) {
                System.out.printf(
                        "split: %s left out: the client sent its own DELIMITER command as SQL%n",
                        script.get("name").asString());
            } else {
                scripts.add(script);
            }
        }
        return scripts;
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

    private Optional<String> check(JsonNode script) {
        String name =
                script.get("product").asString() + "/" + script.get("name").asString();
        Lexer lexer = LEXERS.get(script.get("product").asString());
        assertThat(lexer).as("a lexer for %s", name).isNotNull();
        List<Sent> expected = new ArrayList<>();
        script.get("statements").forEach((statement) -> expected.add(Sent.of(statement)));
        expected.removeIf(Sent::isEmpty);
        try {
            List<String> actual = split(lexer, script.get("input").asString(), expected);
            return difference(expected, actual).map((difference) -> name + ": " + difference);
        } catch (InvalidScriptsException ex) {
            return Optional.of(name + ": " + ex.getMessage());
        }
    }

    /**
     * Splits a script. Whether {@code COPY … FROM stdin} is followed by data is the server's answer, not the text's: where
     * the recording shows that it refused, psql went on behind the terminator, and so does this.
     */
    private static List<String> split(Lexer lexer, String input, List<Sent> expected) {
        List<String> actual = new ArrayList<>();
        Statements statements = lexer.statements(new StringReader(input), START);
        Optional<Statement> next = statements.next();
        while (next.isPresent()) {
            actual.add(next.get().sql());
            if (next.get().copyData().isPresent() && refused(input, expected, actual.size())) {
                String rest = input.substring(expected.get(actual.size() - 1).end());
                statements = lexer.statements(new StringReader(rest), START);
            }
            next = statements.next();
        }
        return actual;
    }

    private static boolean refused(String input, List<Sent> expected, int copy) {
        if (copy > expected.size()) {
            return false;
        }
        int next = copy == expected.size() ? input.length() : expected.get(copy).start();
        return !input.substring(expected.get(copy - 1).end(), next).contains("\n\\.");
    }

    /** A statement as the client sent it. */
    private record Sent(String sql, int start, int end) {

        static Sent of(JsonNode statement) {
            return new Sent(
                    statement.get("sql").asString(),
                    statement.get("start").asInt(),
                    statement.get("end").asInt());
        }

        /** psql sends a lone semicolon too, for which the server does nothing; Migrate drops it. */
        boolean isEmpty() {
            return bare(this.sql).isEmpty();
        }

        /** The client missed one of its own commands, and sent wrong statements from there on. */
        boolean isClientCommand() {
            return this.sql.strip().toLowerCase(Locale.ROOT).startsWith("delimiter ");
        }
    }

    private static Optional<String> difference(List<Sent> expected, List<String> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!agrees(expected.get(i).sql(), actual.get(i))) {
                return Optional.of("statement %d of %d is%n%s%nand not%n%s"
                        .formatted(
                                i + 1,
                                expected.size(),
                                actual.get(i),
                                expected.get(i).sql()));
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
        String left = text;
        String before;
        do {
            before = left;
            left = INNERMOST_COMMENT.matcher(left).replaceAll("");
        } while (!left.equals(before));
        return LINE_COMMENT.matcher(left).replaceAll("").isBlank();
    }
}
