package dev.migrate.guard;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement with the code in it.
 *
 * @param sql the statement
 * @param texts the statement, and the bodies in its texts
 * @param words the words of each of these; names are without quotes
 */
record PostgresCode(NormalizedSql sql, List<NormalizedSql> texts, List<List<String>> words) {

    private static final Set<String> BEFORE_TABLE =
            Set.of("into", "table", "references", "exists", "view", "copy", "only");
    private static final Set<String> BEFORE_RELATION =
            Set.of("into", "table", "references", "exists", "view", "copy", "only", "from", "join", "update", "on");
    private static final Set<String> BEFORE_FUNCTION = Set.of("=", "function", "procedure", "routine");

    PostgresCode {
        texts = List.copyOf(texts);
        words = List.copyOf(words);
    }

    PostgresCode(NormalizedSql sql, List<NormalizedSql> texts) {
        this(sql, texts, texts.stream().map(PostgresCode::words).toList());
    }

    private static List<String> words(NormalizedSql sql) {
        return Stream.of(sql.text().split(" ")).map(PostgresCode::plain).toList();
    }

    /** Returns a name as it is in the words. */
    static String plain(String name) {
        return name.length() > 1 && name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    boolean contains(Pattern pattern) {
        return this.texts.stream().anyMatch((text) -> text.contains(pattern));
    }

    /** Whether the code mentions an object; for a function, as far as the place of the name shows it. */
    boolean mentions(PostgresName name) {
        for (List<String> some : this.words) {
            for (int at = 0; at < some.size(); at++) {
                if (some.get(at).equals(name.name())
                        && hasSchema(some, at, name)
                        && (name.kind() == PostgresName.Kind.OBJECT || isFunction(some, at, name.kind()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasSchema(List<String> words, int at, PostgresName name) {
        return isQualified(words, at) ? name.schemas().test(words.get(at - 2)) : name.isVisible();
    }

    private static boolean isQualified(List<String> words, int at) {
        return at > 1 && words.get(at - 1).equals(".");
    }

    private static boolean isFunction(List<String> words, int at, PostgresName.Kind kind) {
        boolean isQualified = isQualified(words, at);
        int start = isQualified ? at - 2 : at;
        String before = start > 0 ? words.get(start - 1) : "";
        String after = at + 1 < words.size() ? words.get(at + 1) : "";
        if (after.equals("(")) {
            return !BEFORE_TABLE.contains(before);
        }
        boolean isAttribute = kind == PostgresName.Kind.ATTRIBUTE
                && isQualified
                && !after.equals(".")
                && !BEFORE_RELATION.contains(before);
        return isAttribute || BEFORE_FUNCTION.contains(before);
    }
}
