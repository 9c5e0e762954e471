package dev.migrate.plan;

import java.util.List;

/**
 * A move, worked out: nothing in it depends on the database any more.
 *
 * @param direction which way
 * @param target the symbol that was asked for
 * @param from the current revisions that it starts from
 * @param steps what to do, in order; none if there is nothing to do
 * @param to the current revisions that it leads to
 */
public record Plan(Direction direction, String target, List<String> from, List<Step> steps, List<String> to) {

    public Plan {
        from = List.copyOf(from);
        steps = List.copyOf(steps);
        to = List.copyOf(to);
    }
}
