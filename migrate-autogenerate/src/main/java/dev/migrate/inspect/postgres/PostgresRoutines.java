package dev.migrate.inspect.postgres;

import dev.migrate.inspect.postgres.PostgresObjectQueries.Routine;
import dev.migrate.schema.QualifiedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Determines which routines need which others, as far as possible: the catalog does not record the names in their
 * bodies.
 */
final class PostgresRoutines {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");
    private static final Pattern ARGUMENTS = Pattern.compile("\\(.*", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile("(?i)\\bLANGUAGE sql\\b");

    private final List<RoutineWords> routines;

    PostgresRoutines(List<Routine> routines, Function<Routine, Set<QualifiedName>> needs) {
        this.routines = routines.stream()
                .map((routine) -> RoutineWords.of(routine, needs.apply(routine)))
                .toList();
    }

    /**
     * Returns the routines that the given ones need and that can be created as early.
     *
     * @param late objects that do not exist yet at that time
     */
    Set<Long> neededBy(Set<Long> some, Collection<QualifiedName> late) {
        Set<RoutineWords> free = free(some, late);
        Set<Long> needed = new LinkedHashSet<>();
        Deque<RoutineWords> left = new ArrayDeque<>(this.routines.stream()
                .filter((routine) -> some.contains(routine.oid()))
                .toList());
        while (!left.isEmpty()) {
            RoutineWords next = left.remove();
            free.stream()
                    .filter((routine) -> next.mentions(routine.name()))
                    .filter((routine) -> needed.add(routine.oid()))
                    .forEach(left::add);
        }
        return needed;
    }

    private Set<RoutineWords> free(Set<Long> some, Collection<QualifiedName> late) {
        Set<String> missing = late.stream().map(PostgresRoutines::word).collect(Collectors.toCollection(HashSet::new));
        Set<RoutineWords> free = new LinkedHashSet<>(this.routines);
        List<RoutineWords> waiting = new ArrayList<>();
        do {
            waiting.forEach((routine) -> missing.add(routine.name()));
            waiting = free.stream()
                    .filter((routine) -> !some.contains(routine.oid()))
                    .filter((routine) -> missing.stream().anyMatch(routine::requires))
                    .toList();
        } while (free.removeAll(waiting));
        return free;
    }

    private static String word(QualifiedName name) {
        return ARGUMENTS.matcher(name.name()).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    /**
     * The words in a routine's definition.
     *
     * @param needs the objects that must exist for it to be created
     */
    private record RoutineWords(long oid, String name, Set<String> words, Set<String> needs) {

        static RoutineWords of(Routine routine, Set<QualifiedName> needs) {
            Set<String> words = BETWEEN_WORDS
                    .splitAsStream(routine.rest())
                    .map((word) -> word.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            Set<String> known = needs.stream().map(PostgresRoutines::word).collect(Collectors.toSet());
            return new RoutineWords(
                    routine.oid(),
                    word(routine.name()),
                    words,
                    SQL.matcher(routine.rest()).find()
                            ? Stream.concat(known.stream(), words.stream()).collect(Collectors.toSet())
                            : known);
        }

        boolean mentions(String name) {
            return this.words.contains(name) || this.needs.contains(name);
        }

        boolean requires(String name) {
            return this.needs.contains(name) && !name.equals(this.name);
        }
    }
}
