package dev.migrate.diff;

import dev.migrate.schema.Definition;
import dev.migrate.schema.QualifiedName;
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
 * Definitions in an order in which they can be made. What one uses comes before it. The catalogue does not know what the
 * text of a routine speaks of, and some products look for it when the routine is made: that comes before it where it can.
 */
final class DefinitionOrder {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    private final Map<Definition, Set<String>> words = new HashMap<>();

    private DefinitionOrder(Collection<Definition> definitions) {
        definitions.stream()
                .filter(DefinitionOrder::isRoutine)
                .forEach((routine) -> this.words.put(routine, words(routine)));
    }

    static List<Definition> of(Collection<Definition> definitions) {
        return new DefinitionOrder(definitions).ordered(definitions);
    }

    private List<Definition> ordered(Collection<Definition> definitions) {
        List<Definition> left = definitions.stream()
                .sorted(Comparator.comparing(Definition::kind))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Definition> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Definition next = next(left);
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private Definition next(List<Definition> left) {
        Set<QualifiedName> waiting = left.stream().map(Definition::name).collect(Collectors.toSet());
        Predicate<Definition> usesNone = (definition) -> definition.uses().stream()
                .noneMatch((used) -> waiting.contains(used) && !used.equals(definition.name()));
        List<Definition> free = left.stream().filter(usesNone).toList();
        return free.stream()
                .filter((definition) -> !speaksOfOneOf(definition, left))
                .findFirst()
                .orElse(free.isEmpty() ? left.get(0) : free.get(0));
    }

    private boolean speaksOfOneOf(Definition definition, List<Definition> left) {
        Set<String> spoken = this.words.getOrDefault(definition, Set.of());
        return left.stream()
                .filter((other) -> !bareName(other).equals(bareName(definition)))
                .anyMatch((other) -> spoken.contains(bareName(other)));
    }

    private static Set<String> words(Definition routine) {
        Set<String> words = new HashSet<>();
        for (String statement : routine.create()) {
            BETWEEN_WORDS
                    .splitAsStream(statement)
                    .map((word) -> word.toLowerCase(Locale.ROOT))
                    .forEach(words::add);
        }
        return words;
    }

    /** The name of a routine is told with the types of its arguments. */
    private static String bareName(Definition definition) {
        String name = definition.name().name();
        int arguments = isRoutine(definition) ? name.indexOf('(') : -1;
        return (arguments < 0 ? name : name.substring(0, arguments)).toLowerCase(Locale.ROOT);
    }

    private static boolean isRoutine(Definition definition) {
        return definition.kind() == Definition.Kind.FUNCTION || definition.kind() == Definition.Kind.PROCEDURE;
    }
}
