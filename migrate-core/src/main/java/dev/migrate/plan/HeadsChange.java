package dev.migrate.plan;

import java.util.List;

/**
 * The change that a step makes to the recorded current revisions.
 *
 * @param remove revisions that are current before the step and not after it
 * @param add revisions that are current after the step and not before it
 */
public record HeadsChange(List<String> remove, List<String> add) {

    public HeadsChange {
        remove = List.copyOf(remove);
        add = List.copyOf(add);
    }
}
