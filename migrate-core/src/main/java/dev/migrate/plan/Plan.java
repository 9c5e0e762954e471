package dev.migrate.plan;

import java.util.List;

/**
 * The ordered steps of an upgrade or downgrade. A plan no longer depends on the database.
 *
 * @param direction the direction of all steps
 * @param target the requested symbol
 * @param from the current revisions before the first step
 * @param steps the steps in order; empty if there is nothing to do
 * @param to the current revisions after the last step
 */
public record Plan(Direction direction, String target, List<String> from, List<Step> steps, List<String> to) {

    public Plan {
        from = List.copyOf(from);
        steps = List.copyOf(steps);
        to = List.copyOf(to);
    }
}
