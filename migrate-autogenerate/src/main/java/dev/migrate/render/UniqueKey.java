package dev.migrate.render;

import dev.migrate.ddl.Ddl;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key or a unique index, read from its definition, whose equal rows a query can find.
 *
 * @param expressions the columns and expressions of the key, as they are written in a query
 * @param predicate the condition of the rows that the key contains; empty if it contains all
 * @param nullsEqual whether rows with null can be equal
 */
record UniqueKey(List<String> expressions, String predicate, boolean nullsEqual) {

    private static final Pattern WORD =
            Pattern.compile("(?:[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`)(?:\\.(?=\\S))?");
    private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)");
    private static final Pattern COLLATE = Pattern.compile("^ COLLATE \\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHERE = Pattern.compile(" WHERE (.*)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Reads the definition of an index or a constraint.
     *
     * @param definition the text after the name of the table or the constraint; the key is in its first parentheses
     */
    static UniqueKey of(String definition, Ddl ddl) {
        int open = definition.indexOf('(');
        int close = closing(definition, open);
        List<String> expressions = new ArrayList<>();
        for (String part : parts(definition.substring(open + 1, close))) {
            expressions.add(ddl.expression(expression(part.strip())));
        }
        String rest = definition.substring(close + 1);
        Matcher where = WHERE.matcher(rest);
        return new UniqueKey(
                List.copyOf(expressions),
                where.find() ? ddl.expression(where.group(1).strip()) : "",
                definition.contains("NULLS NOT DISTINCT"));
    }

    /** Returns the expression of a part without its order and its operator class. */
    private static String expression(String part) {
        int end = 0;
        Matcher word = WORD.matcher(part);
        while (word.find(end) && word.start() == end) {
            end = word.end();
            if (part.charAt(end - 1) != '.') {
                break;
            }
        }
        String name = part.substring(0, end);
        if (end < part.length() && part.charAt(end) == '(') {
            end = closing(part, end) + 1;
        }
        Matcher length = LENGTH.matcher(part.substring(name.length(), end));
        if (!name.isEmpty() && length.matches()) {
            return "LEFT(%s, %s)".formatted(name, length.group(1));
        }
        Matcher collate = COLLATE.matcher(part.substring(end));
        return part.substring(0, end) + (collate.find() ? collate.group() : "");
    }

    /** Returns a value, or its prefix if a key contains only a prefix of the column. */
    static String prefix(String value, String column, List<String> expressions) {
        String start = "LEFT(%s, ".formatted(column);
        return expressions.stream()
                .filter((expression) -> expression.startsWith(start))
                .findFirst()
                .map((expression) -> "LEFT(%s, %s".formatted(value, expression.substring(start.length())))
                .orElse(value);
    }

    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < list.length(); at++) {
            at = skipped(list, at);
            if (at < list.length() && list.charAt(at) == ',') {
                parts.add(list.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(list.substring(start));
        return parts;
    }

    /** Returns the end of a quoted text or of a group that starts at a position, or the position itself. */
    private static int skipped(String text, int at) {
        char first = text.charAt(at);
        if (first == '\'' || first == '"' || first == '`') {
            int end = text.indexOf(first, at + 1);
            return end < 0 ? text.length() : end;
        }
        return first == '(' ? closing(text, at) : at;
    }

    private static int closing(String text, int open) {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != ')') {
            at = skipped(text, at) + 1;
        }
        return Math.min(at, text.length() - 1);
    }

    /** Returns the query for the values that several rows have. */
    String equalRows(QualifiedName table, Ddl ddl, SectionContext context) {
        List<String> conditions = new ArrayList<>();
        if (!this.predicate.isEmpty()) {
            conditions.add(this.predicate);
        }
        if (!this.nullsEqual) {
            this.expressions.stream()
                    .filter((expression) -> isNullable(table, expression, ddl, context))
                    .forEach((expression) -> conditions.add(expression + " IS NOT NULL"));
        }
        String keys = this.expressions.stream().collect(Collectors.joining(", "));
        return "SELECT %1$s FROM %2$s%3$s GROUP BY %1$s HAVING count(*) > 1"
                .formatted(
                        keys,
                        ddl.name(table),
                        conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    private static boolean isNullable(QualifiedName table, String expression, Ddl ddl, SectionContext context) {
        Optional<Column> column = context.before().table(table).stream()
                .flatMap((known) -> known.columns().stream())
                .filter((known) -> ddl.identifier(known.name()).equals(expression))
                .findFirst();
        return column.map(Column::nullable).orElse(true);
    }
}
