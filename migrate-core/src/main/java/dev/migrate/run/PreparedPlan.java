package dev.migrate.run;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A plan whose steps are bound to the sections that they run.
 *
 * @param plan the plan
 * @param steps the steps of the plan, in order
 */
public record PreparedPlan(Plan plan, List<PreparedStep> steps) {

    public PreparedPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Binds the steps of a plan.
     *
     * @param scripts returns the script of a step; called once for each step
     * @throws dev.migrate.error.IrreversibleException if the script of a revision to revert has no downgrade
     */
    public static PreparedPlan of(Plan plan, Function<Step, Script> scripts) {
        List<PreparedStep> steps = new ArrayList<>();
        TreeSet<String> heads = new TreeSet<>(plan.from());
        for (Step step : plan.steps()) {
            List<String> before = List.copyOf(heads);
            heads.removeAll(step.change().remove());
            heads.addAll(step.change().add());
            Script script = scripts.apply(step);
            steps.add(new PreparedStep(
                    step, script, PreparedStep.section(script, step.direction()), before, List.copyOf(heads)));
        }
        return new PreparedPlan(plan, steps);
    }
}
