package dev.migrate.inspect;

import dev.migrate.inspect.PostgresCatalogQueries.Routine;
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

/** Which routines need which, as far as it can be told: the catalogue does not know what their texts speak of. */
final class PostgresRoutines {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");
    private static final Pattern ARGUMENTS = Pattern.compile("\\(.*", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile("(?i)\\bLANGUAGE sql\\b");

    private final List<Spoken> routines;

    PostgresRoutines(List<Routine> routines, Function<Routine, Set<QualifiedName>> needs) {
        this.routines = routines.stream()
                .map((routine) -> Spoken.of(routine, needs.apply(routine)))
                .toList();
    }

    /**
     * The routines that some of them need, and that can be there as early as they.
     *
     * @param late what is not there yet then
     */
    Set<Long> neededBy(Set<Long> some, Collection<QualifiedName> late) {
        Set<Spoken> free = free(some, late);
        Set<Long> needed = new LinkedHashSet<>();
        Deque<Spoken> left = new ArrayDeque<>(this.routines.stream()
                .filter((routine) -> some.contains(routine.oid()))
                .toList());
        while (!left.isEmpty()) {
            Spoken speaker = left.remove();
            free.stream()
                    .filter((routine) -> speaker.speaksOf(routine.name()))
                    .filter((routine) -> needed.add(routine.oid()))
                    .forEach(left::add);
        }
        return needed;
    }

    private Set<Spoken> free(Set<Long> some, Collection<QualifiedName> late) {
        Set<String> missing = late.stream().map(PostgresRoutines::word).collect(Collectors.toCollection(HashSet::new));
        Set<Spoken> free = new LinkedHashSet<>(this.routines);
        List<Spoken> waiting = new ArrayList<>();
        do {
            waiting.forEach((routine) -> missing.add(routine.name()));
            waiting = free.stream()
                    .filter((routine) -> !some.contains(routine.oid()))
                    .filter((routine) -> missing.stream().anyMatch(routine::waitsFor))
                    .toList();
        } while (free.removeAll(waiting));
        return free;
    }

    private static String word(QualifiedName name) {
        return ARGUMENTS.matcher(name.name()).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    /**
     * What a routine speaks of.
     *
     * @param needs what has to be there for it to be made
     */
    private record Spoken(long oid, String name, Set<String> words, Set<String> needs) {

        static Spoken of(Routine routine, Set<QualifiedName> needs) {
            Set<String> words = BETWEEN_WORDS
                    .splitAsStream(routine.rest())
                    .map((word) -> word.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            Set<String> known = needs.stream().map(PostgresRoutines::word).collect(Collectors.toSet());
            return new Spoken(
                    routine.oid(),
                    word(routine.name()),
                    words,
                    SQL.matcher(routine.rest()).find()
                            ? Stream.concat(known.stream(), words.stream()).collect(Collectors.toSet())
                            : known);
        }

        boolean speaksOf(String name) {
            return this.words.contains(name) || this.needs.contains(name);
        }

        boolean waitsFor(String name) {
            return this.needs.contains(name) && !name.equals(this.name);
        }
    }
}
