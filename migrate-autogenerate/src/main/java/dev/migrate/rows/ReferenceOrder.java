package dev.migrate.rows;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Orders tables by their foreign keys. A chain of keys can be long, so this does not use recursion. */
final class ReferenceOrder {

    private ReferenceOrder() {}

    /**
     * Returns the given elements, and those that they lead to, each after those that it leads to. In a cycle, the order
     * is that in which the elements are found.
     *
     * @param next the elements that an element leads to
     */
    static <E> Set<E> of(Collection<E> elements, Function<E, Collection<E>> next) {
        Set<E> ordered = new LinkedHashSet<>();
        Set<E> entered = new HashSet<>();
        for (E element : elements) {
            Deque<E> open = new ArrayDeque<>();
            open.push(element);
            while (!open.isEmpty()) {
                E last = open.element();
                if (entered.add(last)) {
                    next.apply(last).stream()
                            .filter((found) -> !entered.contains(found))
                            .forEach(open::push);
                } else {
                    ordered.add(open.pop());
                }
            }
        }
        return ordered;
    }
}
