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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** For any text, splitting ends, and loses nothing except comments and terminators. */
@Timeout(120)
class LexerPropertyTests {

    private static final int TEXTS = 5_000;
    private static final int LONGEST = 600;

    private static final Map<String, Lexer> LEXERS = Map.of(
            "postgresql", new PostgresLexer(),
            "mariadb", new MariaDbLexer(),
            "mysql", new MySqlLexer(),
            "h2", new H2Lexer(),
            "sqlite", new SqliteLexer());

    private static final String BLOCK = "/\\*(?![!+]|M!)(?:(?!\\*/).)*\\*/";
    private static final String NESTED = nested(8);

    private static final String TO_LINE_END = "[^\\r\\n]*(?=[\\r\\n]|\\z)";
    private static final String TO_NEWLINE = "[^\\n]*(?=\\n|\\z)";
    private static final String MYSQL =
            "--" + TO_NEWLINE + "|#" + TO_NEWLINE + "|" + BLOCK + "|\\\\[gG]|//|(?i:delimiter)[^\\r\\n]*";

    private static final Pattern DELIMITER = Pattern.compile("(?i)delimiter\\s+(\\S+)");

    /** What can be between two tokens, stated independently of the lexers. */
    private static final Map<String, Pattern> GAPS = Map.of(
            "postgresql", gap("--" + TO_LINE_END + "|" + NESTED + "|\\\\\\."),
            "h2", gap("--" + TO_LINE_END + "|//" + TO_LINE_END + "|" + NESTED + "|" + BLOCK),
            "sqlite", gap("--" + TO_NEWLINE + "|/\\*(?:(?!\\*/).)*\\*/"));

    private static final List<String> PIECES = List.of(
            " ",
            " ",
            " ",
            "\n",
            "\n",
            "\r\n",
            "\r",
            "\t",
            ";",
            ";",
            ";\n",
            "(",
            ")",
            ",",
            ".",
            "=",
            "<=",
            "-",
            "--",
            "-- ",
            "-- x;'\n",
            "--x\n",
            "# y;\"\n",
            "/*",
            "*/",
            "/* a; */",
            "/* a /* b; */ c */",
            "/*!50003 ",
            "/*M! ",
            "/*+ h; */",
            "//",
            "// z\n",
            "'",
            "''",
            "'a;b'",
            "'it''s'",
            "'\\'",
            "'\\\\'",
            "\"",
            "\"a;\"",
            "`",
            "`a;`",
            "[",
            "[a;]",
            "]",
            "$$",
            "$a$",
            "$1",
            "a$b",
            "\\",
            "\\.",
            "\n\\.\n",
            "E'",
            "e'\\''",
            "U&'\\'",
            "N'x'",
            "_utf8'x'",
            "x'3b'",
            "@v",
            "@@g",
            ":=",
            "::",
            ">>",
            "@'h'",
            "1",
            "1.5",
            "\u00e9",
            "\uD83D\uDE00",
            "\u0000",
            "select ",
            "CREATE ",
            "OR REPLACE ",
            "procedure ",
            "FUNCTION ",
            "trigger ",
            "event ",
            "package body ",
            "definer=r@h ",
            "begin ",
            "BEGIN ATOMIC ",
            "begin not atomic ",
            "end",
            "END;",
            "case ",
            "when ",
            "then ",
            "else ",
            "if ",
            "end if;",
            "loop ",
            "repeat ",
            "until ",
            "while ",
            "for ",
            "do ",
            "declare ",
            "handler ",
            "returns ",
            "return ",
            "as ",
            "is ",
            "l1: ",
            "for each row ",
            "set sql_mode='ansi_quotes'",
            "\ndelimiter //\n",
            "\nDELIMITER ;\n",
            "copy t from stdin;\n",
            "copy ",
            "from stdin",
            "temp ",
            "explain ");

    private static String nested(int depth) {
        String comment = "/\\*(?:(?!/\\*|\\*/).)*\\*/";
        for (int i = 1; i < depth; i++) {
            comment = "/\\*(?:(?!/\\*|\\*/).|" + comment + ")*\\*/";
        }
        return comment;
    }

    /** Includes the delimiters that the text itself sets for the clients of MariaDB and MySQL. */
    private static Pattern gap(String product, String text) {
        if (!product.startsWith("m")) {
            return GAPS.get(product);
        }
        String delimiters = DELIMITER
                .matcher(text)
                .results()
                .map((line) -> "|" + Pattern.quote(line.group(1)))
                .distinct()
                .collect(Collectors.joining());
        return gap(MYSQL + (product.equals("mysql") ? "|/\\*M!(?:(?!\\*/).)*\\*/" : "") + delimiters);
    }

    private static Pattern gap(String comments) {
        return Pattern.compile("(?s)(?:\\s|\\uFEFF|;|" + comments + ")*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void keepsEveryToken(String product) {
        Random random = new Random(20261124);
        int split = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            try {
                Tokens tokens = new Tokens();
                List<String> statements = split(product, text, tokens);
                split++;
                everyTokenIsInPlace(product, text, tokens.all);
                everyStatementHasItsTokens(product, text, statements, tokens.all);
            } catch (InvalidScriptsException ex) {
                assertThat(ex.problems())
                        .hasSize(1)
                        .allSatisfy((problem) -> assertThat(problem.location().line())
                                .isBetween(1, text.split("\r\n|\r|\n", -1).length));
            }
        }
        assertThat(split).as("texts that can be split").isGreaterThan(TEXTS / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void readsArbitraryInputToItsEnd(String product) {
        Random random = new Random(7);
        String alphabet = "';\"`$/*-\\#!M+[]().;: \n\rabBEGINed@=";
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(split(product, text.toString(), new Tokens())).noneMatch(String::isBlank);
            } catch (InvalidScriptsException ex) {
                assertThat(ex.problems()).hasSize(1);
            }
        }
    }

    /** Real scripts with parts deleted, duplicated, moved or replaced. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void keepsEveryTokenOfMutatedScripts(String product) throws IOException {
        long seed = Long.getLong("lexer.seed", 20261125);
        int texts = Integer.getInteger("lexer.texts", TEXTS / 5);
        Random random = new Random(seed);
        List<String> scripts = scripts(product);
        int split = 0;
        for (int i = 0; i < texts; i++) {
            String text = mutated(scripts.get(random.nextInt(scripts.size())), scripts, random);
            try {
                Tokens tokens = new Tokens();
                List<String> statements = split(product, text, tokens);
                split++;
                everyTokenIsInPlace(product, text, tokens.all);
                everyStatementHasItsTokens(product, text, statements, tokens.all);
            } catch (InvalidScriptsException ex) {
                assertThat(ex.problems()).hasSize(1);
            }
        }
        assertThat(split).as("texts that can be split (seed %d)", seed).isGreaterThan(texts / 10);
    }

    /** The project's own cases, and those recorded from the databases' clients if they are available. */
    private static List<String> scripts(String product) throws IOException {
        List<String> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/split/cases"))) {
            for (Path file : files.sorted().toList()) {
                scripts.add(Files.readString(file));
            }
        }
        Path recorded = Path.of("../../shared/conformance/split", product + ".jsonl");
        if (Files.exists(recorded)) {
            JsonMapper json = new JsonMapper();
            for (String line : Files.readAllLines(recorded)) {
                String input = json.readTree(line).get("input").asString();
                scripts.add(input.substring(0, Math.min(input.length(), LONGEST)));
            }
        }
        return scripts;
    }

    private static String mutated(String script, List<String> others, Random random) {
        StringBuilder text = new StringBuilder(script.substring(0, Math.min(script.length(), LONGEST)));
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations && !text.isEmpty(); i++) {
            int start = random.nextInt(text.length());
            int end = Math.min(text.length(), start + random.nextInt(12));
            String part = text.substring(start, end);
            switch (random.nextInt(6)) {
                case 0 -> text.delete(start, end);
                case 1 -> text.insert(end, part);
                case 2 -> text.insert(start, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> text.delete(start, end).insert(random.nextInt(text.length() + 1), part);
                case 4 -> text.setLength(start);
                default -> {
                    String other = others.get(random.nextInt(others.size()));
                    int from = other.isEmpty() ? 0 : random.nextInt(other.length());
                    text.insert(start, other, from, Math.min(other.length(), from + 40));
                }
            }
        }
        return text.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(25);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static List<String> split(String product, String text, Tokens tokens) {
        List<String> all = new ArrayList<>();
        Location start = new Location(product, 1);
        try (Statements statements = LEXERS.get(product).statements(new StringReader(text), start, tokens)) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                all.add(next.get().sql());
            }
        }
        return all;
    }

    /** A token can also occur in a comment, so all possible ends of the previous tokens are kept. */
    private static void everyTokenIsInPlace(String product, String text, List<String> tokens) {
        Matcher gap =
                gap(product, text).matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        Set<Integer> ends = Set.of(0);
        for (String token : tokens) {
            Set<Integer> next = new TreeSet<>();
            for (int at = 0; at < text.length(); at++) {
                if (text.regionMatches(true, at, token, 0, token.length()) && follows(gap, ends, at)) {
                    next.add(at + token.length());
                }
            }
            assertThat(next)
                    .as("%s: %s%nhas %s next, with nothing but comments before it", product, text, token)
                    .isNotEmpty();
            ends = next;
        }
        assertThat(follows(gap, ends, text.length()))
                .as("%s: %s%nhas nothing but comments at its end", product, text)
                .isTrue();
    }

    private static boolean follows(Matcher gap, Set<Integer> ends, int at) {
        return ends.stream().anyMatch((end) -> end <= at && gap.region(end, at).matches());
    }

    private static void everyStatementHasItsTokens(
            String product, String text, List<String> statements, List<String> tokens) {
        if (product.contains("m") || text.contains("stdin")) {
            return;
        }
        Tokens again = new Tokens();
        statements.forEach((statement) -> split(product, statement, again));
        assertThat(again.all).as("%s: %s", product, text).isEqualTo(tokens);
    }

    private static final class Tokens implements TokenVisitor {

        private final List<String> all = new ArrayList<>();

        @Override
        public void token(Token.Kind kind, CharSequence text) {
            this.all.add(text.toString());
        }
    }
}
