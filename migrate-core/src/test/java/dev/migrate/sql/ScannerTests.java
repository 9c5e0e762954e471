package dev.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.error.InvalidScriptsException;
import dev.migrate.error.Location;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerTests {

    private static final int TEXTS = 20_000;
    private static final String ALPHABET = "''\"\"``[]$$--/*/*!+#;;()..,=<>@&|\\ \n\r\tabExN_1\u00e9";

    private static final Map<String, Lexer> LEXERS = Map.of(
            "postgresql", new PostgresLexer(),
            "mariadb", new MariaDbLexer(),
            "mysql", new MySqlLexer(),
            "h2", new H2Lexer(),
            "sqlite", new SqliteLexer());

    /** A text and its tokens, each with its kind. */
    record Row(String product, String text, List<String> tokens) {

        @Override
        public String toString() {
            return this.product + ": " + this.text.replace("\n", "\\n").replace("\r", "\\r");
        }
    }

    private static Row row(String product, String text, String... tokens) {
        return new Row(product, text, List.of(tokens));
    }

    private static Stream<Row> everywhere(String text, String... tokens) {
        return LEXERS.keySet().stream().sorted().map((product) -> row(product, text, tokens));
    }

    private static Stream<Row> onMySql(String text, String... tokens) {
        return Stream.of(row("mariadb", text, tokens), row("mysql", text, tokens));
    }

    static Stream<Row> ofAllProducts() {
        return Stream.of(
                        everywhere("select a1", "WORD select", "SPACE  ", "WORD a1"),
                        everywhere("a \r\n\tb", "WORD a", "SPACE  \r\n\t", "WORD b"),
                        everywhere("\u00e9t\u00e9 \uD83D\uDE00", "WORD \u00e9t\u00e9", "SPACE  ", "WORD \uD83D\uDE00"),
                        everywhere("a.b", "WORD a", "SYMBOL .", "WORD b"),
                        everywhere("1.5", "WORD 1", "SYMBOL .", "WORD 5"),
                        everywhere("(a,b);", "SYMBOL (", "WORD a", "SYMBOL ,", "WORD b", "SYMBOL )", "SYMBOL ;"),
                        everywhere("'a;b'", "LITERAL 'a;b'"),
                        everywhere("'it''s'", "LITERAL 'it''s'"),
                        everywhere("''''", "LITERAL ''''"),
                        everywhere("'' ''", "LITERAL ''", "SPACE  ", "LITERAL ''"),
                        everywhere("'\"' \"'\"", "LITERAL '\"'", "SPACE  ", "NAME \"'\""),
                        everywhere("\"a\"\"b\"c", "NAME \"a\"\"b\"", "WORD c"),
                        everywhere("'--' x", "LITERAL '--'", "SPACE  ", "WORD x"),
                        everywhere("'/*' x", "LITERAL '/*'", "SPACE  ", "WORD x"),
                        everywhere("a-- b'\nc", "WORD a", "COMMENT -- b'", "SPACE \n", "WORD c"),
                        everywhere("a--", "WORD a", "COMMENT --"),
                        everywhere("a/* ; ' */b", "WORD a", "COMMENT /* ; ' */", "WORD b"),
                        everywhere("/**/a", "COMMENT /**/", "WORD a"),
                        everywhere("/*/ a */b", "COMMENT /*/ a */", "WORD b"),
                        everywhere("a<=-1", "WORD a", "OPERATOR <=", "OPERATOR -", "WORD 1"),
                        everywhere("a||'b'", "WORD a", "OPERATOR ||", "LITERAL 'b'"),
                        everywhere("a=/* b */c", "WORD a", "OPERATOR =", "COMMENT /* b */", "WORD c"),
                        everywhere("n'x'", "PREFIX n", "LITERAL 'x'"),
                        everywhere("X'1F' x", "PREFIX X", "LITERAL '1F'", "SPACE  ", "WORD x"),
                        everywhere("_utf8'x'", "PREFIX _utf8", "LITERAL 'x'"),
                        everywhere("n 'x'", "WORD n", "SPACE  ", "LITERAL 'x'"),
                        everywhere("an'x'", "WORD an", "LITERAL 'x'"))
                .flatMap((rows) -> rows);
    }

    static Stream<Row> ofPostgres() {
        return Stream.of(
                row("postgresql", "'\\' x", "LITERAL '\\'", "SPACE  ", "WORD x"),
                row("postgresql", "E'\\'' x", "PREFIX E", "LITERAL '\\''", "SPACE  ", "WORD x"),
                row("postgresql", "e'\\\\' x", "PREFIX e", "LITERAL '\\\\'", "SPACE  ", "WORD x"),
                row("postgresql", "U&'\\' x", "PREFIX U&", "LITERAL '\\'", "SPACE  ", "WORD x"),
                row("postgresql", "u & 'x'", "WORD u", "SPACE  ", "OPERATOR &", "SPACE  ", "LITERAL 'x'"),
                row("postgresql", "\"\\\" x", "NAME \"\\\"", "SPACE  ", "WORD x"),
                row("postgresql", "$$a;'$$b", "LITERAL $$a;'$$", "WORD b"),
                row("postgresql", "$t$ $$ $s$ $t$b", "LITERAL $t$ $$ $s$ $t$", "WORD b"),
                row("postgresql", "$1$2", "WORD $1", "WORD $2"),
                row("postgresql", "a$b$c", "WORD a$b$c"),
                row("postgresql", "1$$;$$", "WORD 1", "LITERAL $$;$$"),
                row("postgresql", "/* a /* b */ ; */c", "COMMENT /* a /* b */ ; */", "WORD c"),
                row("postgresql", "/*+ a /* b */ */c", "HINT /*+ a /* b */ */", "WORD c"),
                row("postgresql", "a -- b\rc", "WORD a", "SPACE  ", "COMMENT -- b", "SPACE \r", "WORD c"),
                row("postgresql", "@-1", "OPERATOR @-", "WORD 1"),
                row("postgresql", "a->>'b'", "WORD a", "OPERATOR ->>", "LITERAL 'b'"),
                row("postgresql", "a::text[1]", "WORD a", "OPERATOR ::", "WORD text", "SYMBOL [", "WORD 1", "SYMBOL ]"),
                row("postgresql", "`#`", "SYMBOL `", "OPERATOR #", "SYMBOL `"));
    }

    static Stream<Row> ofMySql() {
        return Stream.of(
                        onMySql("'\\'' x", "LITERAL '\\''", "SPACE  ", "WORD x"),
                        onMySql("'\\\\' x", "LITERAL '\\\\'", "SPACE  ", "WORD x"),
                        onMySql("\"\\\"\" x", "NAME \"\\\"\"", "SPACE  ", "WORD x"),
                        onMySql("`\\` x", "NAME `\\`", "SPACE  ", "WORD x"),
                        onMySql("`a``b`.c", "NAME `a``b`", "SYMBOL .", "WORD c"),
                        onMySql("a# b'\nc", "WORD a", "COMMENT # b'", "SPACE \n", "WORD c"),
                        onMySql("a -- b\rc", "WORD a", "SPACE  ", "COMMENT -- b\rc"),
                        onMySql("a--b", "WORD a", "OPERATOR -", "OPERATOR -", "WORD b"),
                        onMySql("--b\na", "COMMENT --b", "SPACE \n", "WORD a"),
                        onMySql("/* a /* b */c", "COMMENT /* a /* b */", "WORD c"),
                        onMySql("/*+ a */b", "HINT /*+ a */", "WORD b"),
                        onMySql(
                                "/*!50003 a */b*/",
                                "EXECUTABLE_COMMENT /*!50003",
                                "SPACE  ",
                                "WORD a",
                                "SPACE  ",
                                "EXECUTABLE_COMMENT */",
                                "WORD b",
                                "OPERATOR */"),
                        onMySql("/*!a*/", "EXECUTABLE_COMMENT /*!", "WORD a", "EXECUTABLE_COMMENT */"),
                        onMySql("@@g=@`v`", "WORD @@g", "OPERATOR =", "WORD @", "NAME `v`"),
                        onMySql("[a]", "SYMBOL [", "WORD a", "SYMBOL ]"),
                        Stream.of(
                                row("mysql", "$js$a;$$b$js$", "LITERAL $js$a;$$b$js$"),
                                row("mysql", "a$$;b$$", "WORD a$$", "SYMBOL ;", "WORD b$$"),
                                row("mariadb", "$$", "WORD $$"),
                                row(
                                        "mariadb",
                                        "/*M! a*/",
                                        "EXECUTABLE_COMMENT /*M!",
                                        "SPACE  ",
                                        "WORD a",
                                        "EXECUTABLE_COMMENT */"),
                                row("mysql", "/*M! a*/", "COMMENT /*M! a*/")))
                .flatMap((rows) -> rows);
    }

    static Stream<Row> ofH2() {
        return Stream.of(
                row("h2", "'\\' x", "LITERAL '\\'", "SPACE  ", "WORD x"),
                row("h2", "$$a;'$$b", "LITERAL $$a;'$$", "WORD b"),
                row("h2", "$t$;", "WORD $t$", "SYMBOL ;"),
                row("h2", "`a``b`c", "NAME `a``b`", "WORD c"),
                row("h2", "a// b'\nc", "WORD a", "COMMENT // b'", "SPACE \n", "WORD c"),
                row("h2", "a -- b\rc", "WORD a", "SPACE  ", "COMMENT -- b", "SPACE \r", "WORD c"),
                row("h2", "/* a /* b */ ; */c", "COMMENT /* a /* b */ ; */", "WORD c"),
                row("h2", "/*+ a */c", "COMMENT /*+ a */", "WORD c"),
                row("h2", "a=//b", "WORD a", "OPERATOR =", "COMMENT //b"));
    }

    static Stream<Row> ofSqlite() {
        return Stream.of(
                row("sqlite", "'\\' x", "LITERAL '\\'", "SPACE  ", "WORD x"),
                row("sqlite", "[a]]b", "NAME [a]", "SYMBOL ]", "WORD b"),
                row("sqlite", "[a;'\"`]b", "NAME [a;'\"`]", "WORD b"),
                row("sqlite", "`a``b`c", "NAME `a``b`", "WORD c"),
                row("sqlite", "a -- b\rc\nd", "WORD a", "SPACE  ", "COMMENT -- b\rc", "SPACE \n", "WORD d"),
                row("sqlite", "/* a /* b */c", "COMMENT /* a /* b */", "WORD c"),
                row("sqlite", "/*+ a */c", "COMMENT /*+ a */", "WORD c"),
                row("sqlite", "$a", "WORD $a"));
    }

    static Stream<Row> unterminated() {
        return Stream.of(
                        everywhere("a 'b", "WORD a", "SPACE  ", "LITERAL 'b"),
                        everywhere("'a''", "LITERAL 'a''"),
                        everywhere("'", "LITERAL '"),
                        everywhere("\"a;", "NAME \"a;"),
                        everywhere("/* a", "COMMENT /* a"),
                        everywhere("/*/", "COMMENT /*/"),
                        onMySql("'\\'", "LITERAL '\\'"),
                        onMySql("`a", "NAME `a"),
                        onMySql("/*! a", "EXECUTABLE_COMMENT /*!", "SPACE  ", "WORD a"),
                        onMySql("/*+ a", "HINT /*+ a"),
                        Stream.of(
                                row("postgresql", "E'\\'", "PREFIX E", "LITERAL '\\'"),
                                row("postgresql", "$a$ b$$", "LITERAL $a$ b$$"),
                                row("postgresql", "/* a /* b */", "COMMENT /* a /* b */"),
                                row("postgresql", "/*+ a", "HINT /*+ a"),
                                row("h2", "$$a$", "LITERAL $$a$"),
                                row("h2", "`a", "NAME `a"),
                                row("h2", "/* a /* b */", "COMMENT /* a /* b */"),
                                row("sqlite", "[a", "NAME [a")))
                .flatMap((rows) -> rows);
    }

    @ParameterizedTest
    @MethodSource({"ofAllProducts", "ofPostgres", "ofMySql", "ofH2", "ofSqlite", "unterminated"})
    void findsWhereEachTokenBeginsAndEnds(Row row) {
        assertThat(LEXERS.get(row.product()).tokens(row.text()))
                .extracting((token) -> token.kind() + " " + token.text())
                .isEqualTo(row.tokens());
    }

    @ParameterizedTest
    @MethodSource("unterminated")
    void rejectsAnUnterminatedQuoteOrComment(Row row) {
        if (row.text().startsWith("/*!")) {
            return;
        }
        assertThat(statements(LEXERS.get(row.product()), row.text(), TokenVisitor.NONE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void coversTheText(String product) {
        Random random = new Random(20261201);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            assertThat(LEXERS.get(product).tokens(text).stream()
                            .map(Token::text)
                            .collect(Collectors.joining()))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "h2", "sqlite"})
    void agreesWithTheSplittingIntoStatements(String product) {
        Random random = new Random(20261202);
        Lexer lexer = LEXERS.get(product);
        int compared = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            List<Token> split = new ArrayList<>();
            Optional<List<String>> statements =
                    statements(lexer, text, (kind, token) -> split.add(new Token(kind, token.toString())));
            if (statements.isPresent() && statements.get().stream().noneMatch(ScannerTests::endsInDashes)) {
                List<Token> scanned = statements.get().stream()
                        .flatMap((sql) -> lexer.tokens(sql).stream())
                        .filter((token) -> !token.kind().isIgnored())
                        .map(ScannerTests::inLowerCase)
                        .toList();
                assertThat(scanned).as(text).isEqualTo(split);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(TEXTS / 20);
    }

    /** Whether two dashes come last, which open a comment on MySQL and MariaDB if no terminator follows. */
    private static boolean endsInDashes(String statement) {
        return statement.endsWith("--");
    }

    private static Token inLowerCase(Token token) {
        return token.kind().ignoresCase() ? new Token(token.kind(), token.text().toLowerCase(Locale.ROOT)) : token;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(24), 0, ALPHABET.length())
                .mapToObj((index) -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining());
    }

    /** Returns the statements of a text; empty if it cannot be split. */
    private static Optional<List<String>> statements(Lexer lexer, String text, TokenVisitor visitor) {
        List<String> all = new ArrayList<>();
        try (Statements statements = lexer.statements(new StringReader(text), new Location("text", 1), visitor)) {
            for (Optional<Statement> next = statements.next(); next.isPresent(); next = statements.next()) {
                all.add(next.get().sql());
            }
            return Optional.of(all);
        } catch (InvalidScriptsException unreadable) {
            return Optional.empty();
        }
    }
}
