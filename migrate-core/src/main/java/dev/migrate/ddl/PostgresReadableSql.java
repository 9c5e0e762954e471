package dev.migrate.ddl;

import dev.migrate.schema.Column;
import dev.migrate.sql.CanonicalSql;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL prints, as a person would have written it: the shorter text for which the server is known to print that,
 * as a rule. It does not where a column has changed its type since, so whoever writes it has to try it.
 */
final class PostgresReadableSql {

    private static final Set<String> TYPES =
            Set.of(("bigint bit boolean box bytea character cidr circle date double inet"
                            + " integer interval json jsonb line lseg macaddr macaddr8 money numeric oid path point polygon real"
                            + " smallint text time timestamp tsquery tsvector uuid xml")
                    .split(" "));

    private static final String LITERAL = "'(?:[^']|'')*'";
    private static final String NAME = "(?:[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\")";
    private static final String NUMBER = "-?\\d+";
    private static final String TEXTS = "(?:text|bpchar)";
    private static final String COMPARES = "(?:=|<>|<|>|<=|>=)";

    /** Of a text, a column of which may be a {@code varchar}: as it was written, and as it is read back. */
    private static final List<String> LISTS = List.of(
            "\\((NAME)\\)::text (= ANY|<> ALL) \\(\\(ARRAY\\[((?:LITERAL::character varying(?:, )?)+)\\]\\)::text\\[\\]\\)",
            "\\((NAME)\\)::text (= ANY|<> ALL) \\(ARRAY\\[((?:\\(LITERAL::character varying\\)::text(?:, )?)+)\\]\\)",
            "(?<![\\w$.:\"])(NAME) (= ANY|<> ALL) \\(ARRAY\\[((?:LITERAL::TEXTS(?:, )?)+)\\]\\)",
            "(?<![\\w$.:\"])(NAME) (= ANY|<> ALL) \\(ARRAY\\[((?:NUMBER(?:, )?)+|(?:\\(NUMBER\\)::bigint(?:, )?)+)\\]\\)");

    private static final List<Rewriting> EXPRESSIONS = List.of(
            new Rewriting(LISTS.get(0), PostgresReadableSql::list),
            new Rewriting(LISTS.get(1), PostgresReadableSql::list),
            new Rewriting(LISTS.get(2), PostgresReadableSql::list),
            new Rewriting(LISTS.get(3), PostgresReadableSql::list),
            new Rewriting(
                    "(?<![\\w$.:\"])(NAME COMPARES) '(NUMBER)'::integer(?![\\w(\\[])",
                    (found) -> found.group(1) + " " + found.group(2)),
            new Rewriting(
                    "(?<![\\w$.:\"])(NAME COMPARES) \\('?(NUMBER)(?:'::integer)?\\)::(?:numeric|double precision)(?![\\w(\\[])",
                    (found) -> found.group(1) + " " + found.group(2)),
            new Rewriting(
                    "(?<![\\w$.:\"])(NAME COMPARES) (LITERAL)::TEXTS(?![\\w(\\[])",
                    (found) -> found.group(1) + " " + found.group(2)),
            new Rewriting(
                    "\\(\\((NAME) >= (NUMBER)\\) AND \\(\\1 <= (NUMBER)\\)\\)",
                    (found) -> "(%s BETWEEN %s AND %s)".formatted(found.group(1), found.group(2), found.group(3))));

    private static final Pattern ELEMENT = Pattern.compile(LITERAL + "|" + NUMBER);
    private static final Pattern CHECK = Pattern.compile("CHECK \\((\\(.*\\))\\)(.*)", Pattern.DOTALL);
    private static final Rewriting REFERENCES =
            new Rewriting("(REFERENCES NAME(?:\\.NAME)?)\\(", (found) -> found.group(1) + " (");
    private static final Pattern CONSTANT = Pattern.compile("(" + LITERAL + ")::([^:']+)");
    private static final Pattern NEGATIVE = Pattern.compile("'(" + NUMBER + ")'::integer");
    private static final Pattern NEXT = Pattern.compile("nextval\\((" + LITERAL + ")::regclass\\)");
    private static final CanonicalSql SQL = new CanonicalSql('"', false);

    private PostgresReadableSql() {}

    /** A type of the server's own under its usual name and in upper case. */
    static String type(String printed) {
        String first = printed.split("[ (\\[]", 2)[0];
        if (!TYPES.contains(first)) {
            return printed;
        }
        return printed.toUpperCase(Locale.ROOT)
                .replaceFirst("^CHARACTER VARYING", "VARCHAR")
                .replaceFirst("^CHARACTER\\b", "CHAR")
                .replaceFirst("^(TIMESTAMP|TIME)(\\(\\d\\))? WITHOUT TIME ZONE", "$1$2")
                .replaceAll("\\((\\d+),(-?\\d+)\\)", "($1, $2)");
    }

    /** A constraint's definition. */
    static String constraint(String printed) {
        Matcher check = CHECK.matcher(printed);
        if (!check.matches()) {
            return REFERENCES.of(printed);
        }
        String condition = expression(check.group(1));
        return "CHECK %s%s".formatted(SQL.isOneGroup(condition) ? condition : "(" + condition + ")", check.group(2));
    }

    /** What follows the table in the definition of an index. */
    static String index(String printed) {
        return expression(printed.replaceFirst("^USING btree ", ""));
    }

    static String expression(String printed) {
        String text = printed;
        for (Rewriting rewriting : EXPRESSIONS) {
            text = rewriting.of(text);
        }
        return text;
    }

    /** The default of a column; a constant of the column's own type needs not say of which it is. */
    static @Nullable String defaultValue(Column column) {
        String printed = column.defaultValue();
        if (printed == null) {
            return null;
        }
        if (printed.equals("true") || printed.equals("false")) {
            return printed.toUpperCase(Locale.ROOT);
        }
        Matcher negative = NEGATIVE.matcher(printed);
        if (negative.matches()) {
            return negative.group(1);
        }
        Matcher next = NEXT.matcher(printed);
        if (next.matches()) {
            return "nextval(" + next.group(1) + ")";
        }
        Matcher constant = CONSTANT.matcher(printed);
        return constant.matches() && constant.group(2).equals(ofConstants(column.type())) ? constant.group(1) : printed;
    }

    /** What a constant is said to be whose type is that of a column. */
    private static String ofConstants(String type) {
        String base = PostgresCasts.base(type);
        return (base.equals("character") ? "bpchar" : base) + (type.endsWith("[]") ? "[]" : "");
    }

    private static String list(MatchResult found) {
        String elements = ELEMENT.matcher(found.group(3))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(", "));
        return "%s %s (%s)".formatted(found.group(1), found.group(2).equals("= ANY") ? "IN" : "NOT IN", elements);
    }

    /** Another text for what is found outside of literals. */
    private record Rewriting(Pattern pattern, Function<MatchResult, String> other) {

        Rewriting(String regex, Function<MatchResult, String> other) {
            this(
                    Pattern.compile(regex.replace("LITERAL", LITERAL)
                                    .replace("NAME", NAME)
                                    .replace("NUMBER", NUMBER)
                                    .replace("TEXTS", TEXTS)
                                    .replace("COMPARES", COMPARES)
                            + "|" + LITERAL),
                    other);
        }

        String of(String text) {
            return this.pattern.matcher(text).replaceAll((found) -> {
                boolean isLiteral = found.group(1) == null;
                return Matcher.quoteReplacement(isLiteral ? found.group() : this.other.apply(found));
            });
        }
    }
}
