package dev.migrate.diff;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Orders definitions so that each can be created: after the objects that it uses. The catalog does not record the
 * objects that the body of a routine mentions, and some products resolve them when the routine is created. These
 * therefore precede the routine where possible.
 */
final class SqlObjectOrder {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    private final Map<SqlObject, Set<String>> words = new HashMap<>();

    private SqlObjectOrder(Collection<SqlObject> definitions) {
        definitions.stream()
                .filter(SqlObjectOrder::isRoutine)
                .forEach((routine) -> this.words.put(routine, words(routine)));
    }

    static List<SqlObject> of(Collection<SqlObject> definitions) {
        return new SqlObjectOrder(definitions).ordered(definitions);
    }

    private List<SqlObject> ordered(Collection<SqlObject> definitions) {
        List<SqlObject> left = definitions.stream()
                .sorted(Comparator.comparing(SqlObject::kind))
                .collect(Collectors.toCollection(ArrayList::new));
        List<SqlObject> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            SqlObject next = next(left);
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private SqlObject next(List<SqlObject> left) {
        Set<QualifiedName> waiting = left.stream().map(SqlObject::name).collect(Collectors.toSet());
        Predicate<SqlObject> usesNone = (sqlObject) ->
                sqlObject.uses().stream().noneMatch((used) -> waiting.contains(used) && !used.equals(sqlObject.name()));
        List<SqlObject> free = left.stream().filter(usesNone).toList();
        return free.stream()
                .filter((sqlObject) -> !speaksOfOneOf(sqlObject, left))
                .findFirst()
                .orElse(free.isEmpty() ? left.get(0) : free.get(0));
    }

    private boolean speaksOfOneOf(SqlObject sqlObject, List<SqlObject> left) {
        Set<String> spoken = this.words.getOrDefault(sqlObject, Set.of());
        return left.stream()
                .filter((other) -> !bareName(other).equals(bareName(sqlObject)))
                .anyMatch((other) -> spoken.contains(bareName(other)));
    }

    private static Set<String> words(SqlObject routine) {
        Set<String> words = new HashSet<>();
        for (String statement : routine.create()) {
            BETWEEN_WORDS
                    .splitAsStream(statement)
                    .map((word) -> word.toLowerCase(Locale.ROOT))
                    .forEach(words::add);
        }
        return words;
    }

    /** Returns a name in lower case, without the argument types that the name of a routine contains. */
    private static String bareName(SqlObject sqlObject) {
        String name = sqlObject.name().name();
        int arguments = isRoutine(sqlObject) ? name.indexOf('(') : -1;
        return (arguments < 0 ? name : name.substring(0, arguments)).toLowerCase(Locale.ROOT);
    }

    private static boolean isRoutine(SqlObject sqlObject) {
        return sqlObject.kind() == SqlObject.Kind.FUNCTION || sqlObject.kind() == SqlObject.Kind.PROCEDURE;
    }
}
