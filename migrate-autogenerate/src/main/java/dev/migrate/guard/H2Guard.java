package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import dev.migrate.sql.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The guard for H2, whose scratch databases are private and in memory. Its users belong to the database. Names are
 * compared in the spelling that H2 compares: in upper case, with their Unicode escapes decoded.
 */
public final class H2Guard extends StatementGuard {

    private static final String QUOTED = "(?:u& ?)?''";

    private static final List<Reach> WAYS = List.of(
            Reach.of(Reach.DATABASE, "^(create (?:\\S+ ){0,6}?linked table)\\b", Reach.call("link_schema")),
            Reach.of(
                    Reach.FILES,
                    "^(runscript|script|backup|shutdown)\\b",
                    Reach.call("csvread|csvwrite|file_read|file_write"),
                    "^(create (?:force )?(?:or replace )?(?:alias|trigger)\\b.* as) (?:" + QUOTED + "|$)",
                    "^(create\\b.* engine) (?:" + QUOTED + "|\")",
                    "^create\\b.* \\) (engine) (?!= |innodb\\b|myisam\\b)\\S",
                    "^(set \"?(?:database_event_listener|default_table_engine|java_object_serializer|authenticator|trace_level_file|builtin_alias_override|cluster)\"?)(?![\\w$])"),
            Reach.of(
                    Reach.DYNAMIC,
                    "^(execute immediate|prepare)\\b",
                    "^(set mode) (?:= |to )?(?!\"?(?:regular|strict|legacy|db2|derby|hsqldb|mariadb|mysql|oracle|postgresql)\\b)"));

    private static final String JAVA_CODE = "runs Java code";

    private static final List<Reach> JAVA = List.of(Reach.of(
            JAVA_CODE,
            "^create (?:force )?(?:or replace )?(alias)\\b.* for ",
            "^create (?:force )?(?:or replace )?(aggregate)\\b.* for ",
            "^create (?:force )?(trigger)\\b.* call "));

    private static final Pattern JAVA_FUNCTION = Pattern.compile(
            "^create (?:force )?(?:or replace )?(?:alias|aggregate) (?:if not exists )?(?:\\S+ \\. )?(\\S+)");
    private static final Pattern JAVA_TRIGGER = Pattern.compile("^create (?:force )?trigger\\b.* call ");
    private static final Pattern READS_OR_CHANGES_ROWS =
            Pattern.compile("\\b(?:insert into|merge into|delete from|(?:final|old|new) table|explain analyze)\\b"
                    + "|^(?:\\(|table|select|values|with|call|update|truncate) |^create (?:\\S+ ){0,4}table\\b.* as ");
    private static final Pattern ESCAPE = Pattern.compile("E\\+(\\p{XDigit}{6})|E(\\p{XDigit}{4})|EE");

    /** Creates the guard. */
    public H2Guard(Lexer lexer) {
        super(lexer);
    }

    @Override
    NormalizedSql normalized(String sql) {
        NormalizedSql read = super.normalized(inUpperCase(sql));
        return new NormalizedSql(sql, read.text(), read.literals());
    }

    private String inUpperCase(String sql) {
        List<Token> tokens = this.lexer.tokens(sql);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.get(at);
            if (isEscaped(tokens, at)) {
                int end = endOfEscape(tokens, at + 2);
                String escape = end == at + 2 ? "\\" : tokens.get(end).unquoted();
                out.append(' ').append(quoted(decoded(tokens.get(at + 2).unquoted(), escape)));
                at = end;
            } else if (token.kind() == Token.Kind.NAME) {
                out.append(quoted(token.unquoted()));
            } else if (token.kind() == Token.Kind.WORD) {
                out.append(token.text().toUpperCase(Locale.ENGLISH).replaceAll("[\\p{Z}\\u0085]", " "));
            } else {
                out.append(token.text());
            }
        }
        return out.toString();
    }

    private static String quoted(String name) {
        return '"' + name.toUpperCase(Locale.ENGLISH).replace("\"", "\"\"") + '"';
    }

    /** Whether tokens are a name such as {@code U&"\0061"}. */
    private static boolean isEscaped(List<Token> tokens, int at) {
        return at + 2 < tokens.size()
                && tokens.get(at).text().matches("\\d*[uU]")
                && tokens.get(at + 1).is("&")
                && tokens.get(at + 2).text().startsWith("\"");
    }

    /** Returns the position of the character after {@code UESCAPE}, or that of the name if there is none. */
    private static int endOfEscape(List<Token> tokens, int name) {
        int[] after = IntStream.range(name + 1, tokens.size())
                .filter((at) -> tokens.get(at).kind().isCode())
                .limit(2)
                .toArray();
        return after.length == 2
                        && tokens.get(after[0])
                                .text()
                                .toUpperCase(Locale.ENGLISH)
                                .equals("UESCAPE")
                ? after[1]
                : name;
    }

    private static String decoded(String name, String escape) {
        return Pattern.compile(ESCAPE.pattern().replace("E", Pattern.quote(escape)))
                .matcher(name)
                .replaceAll((found) -> {
                    String code = found.group(1) == null ? found.group(2) : found.group(1);
                    return Matcher.quoteReplacement(code == null ? escape : character(Integer.parseInt(code, 16)));
                });
    }

    private static String character(int code) {
        return Character.isValidCodePoint(code) ? Character.toString(code) : "?";
    }

    /** A function is called with parentheses; without them, the name is that of a column. */
    @Override
    boolean mentions(String text, String routine) {
        return text.contains(" " + routine + " ( ");
    }

    @Override
    Optional<String> reasonOf(NormalizedSql sql) {
        return first(WAYS, sql);
    }

    /** Finds calls of Java code in any statement, such as in a default that is changed. */
    @Override
    Function<String, Optional<String>> inOrder(List<String> script) {
        Set<String> functions = new HashSet<>();
        AtomicBoolean hasTrigger = new AtomicBoolean();
        return (statement) -> {
            NormalizedSql sql = normalized(statement);
            Matcher created = JAVA_FUNCTION.matcher(sql.text());
            if (created.find()) {
                functions.add(created.group(1).replace("\"", ""));
                return Optional.empty();
            }
            if (sql.contains(JAVA_TRIGGER)) {
                hasTrigger.set(true);
                return Optional.empty();
            }
            String text = " " + sql.text().replace("\"", "") + " ";
            if (functions.stream().anyMatch((function) -> mentions(text, function))) {
                return Optional.of("calls a routine that " + JAVA_CODE);
            }
            return hasTrigger.get() && sql.contains(READS_OR_CHANGES_ROWS)
                    ? Optional.of("might run a trigger that " + JAVA_CODE)
                    : Optional.empty();
        };
    }

    @Override
    Optional<String> reasonOfBody(NormalizedSql sql) {
        return first(JAVA, sql);
    }
}
