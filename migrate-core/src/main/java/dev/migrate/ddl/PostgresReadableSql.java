package dev.migrate.ddl;

import dev.migrate.schema.Column;
import dev.migrate.sql.CanonicalSql;
import dev.migrate.sql.PostgresLexer;
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
 * Rewrites SQL that PostgreSQL prints into a shorter, readable form, which the server usually prints in the same way.
 * It does not if a column's type has changed since, so callers must verify the result.
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

    /** Lists of texts, whose column might be a {@code varchar}: as first printed, and as printed after a reload. */
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
    private static final Pattern NUMERIC =
            Pattern.compile("'(-?\\d+(?:\\.\\d+)?)'::(?:smallint|integer|bigint|numeric|real|double precision)");
    private static final Pattern NEXT = Pattern.compile("nextval\\((" + LITERAL + ")::regclass\\)");
    private static final CanonicalSql SQL = new CanonicalSql(new PostgresLexer(), '"');

    private PostgresReadableSql() {}

    /** Returns a built-in type under its usual name and in upper case. */
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

    /** Returns the definition of a constraint. */
    static String constraint(String printed) {
        Matcher check = CHECK.matcher(printed);
        if (!check.matches()) {
            return REFERENCES.of(printed);
        }
        String condition = expression(check.group(1));
        return "CHECK %s%s".formatted(SQL.isOneGroup(condition) ? condition : "(" + condition + ")", check.group(2));
    }

    /** Returns the part of an index definition after the table. */
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

    /** Returns the default of a column, without a cast if it is a constant of the column's type. */
    static @Nullable String defaultValue(Column column) {
        String printed = column.defaultValue();
        if (printed == null) {
            return null;
        }
        if (printed.equals("true") || printed.equals("false")) {
            return printed.toUpperCase(Locale.ROOT);
        }
        if (printed.equals("now()")) {
            return "CURRENT_TIMESTAMP";
        }
        Matcher numeric = NUMERIC.matcher(printed);
        if (numeric.matches()) {
            return numeric.group(1);
        }
        Matcher next = NEXT.matcher(printed);
        if (next.matches()) {
            return "nextval(" + next.group(1) + ")";
        }
        Matcher constant = CONSTANT.matcher(printed);
        return constant.matches() && constant.group(2).equals(ofConstants(column.type())) ? constant.group(1) : printed;
    }

    /** Returns the type to which the server casts a constant of a column's type. */
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

    /** Replaces matches outside literals. */
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
