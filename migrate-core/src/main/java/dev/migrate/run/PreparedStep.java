package dev.migrate.run;

import dev.migrate.error.IrreversibleException;
import dev.migrate.history.AppliedRevision;
import dev.migrate.plan.Direction;
import dev.migrate.plan.HeadsChange;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.List;

/**
 * A step with the section that it runs.
 *
 * @param step the step of the plan
 * @param script the script of the revision: the local one, or the one that the database stores
 * @param section the section of the script that the step runs
 * @param before the current revisions before the step
 * @param after the current revisions after the step
 */
public record PreparedStep(Step step, Script script, Section section, List<String> before, List<String> after) {

    public PreparedStep {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Returns the section of a script that runs in a direction.
     *
     * @throws IrreversibleException if the script has no downgrade
     */
    public static Section section(Script script, Direction direction) {
        if (direction == Direction.UPGRADE) {
            return script.upgrade();
        }
        return script.downgrade()
                .orElseThrow(() ->
                        new IrreversibleException(List.of(script.revision().id())));
    }

    /** Returns the revision that the step applies or reverts. */
    public Revision revision() {
        return this.step.revision();
    }

    /** Returns the status of the revision while its statements run without a common transaction. */
    AppliedRevision.Status startedStatus() {
        return isUpgrade() ? AppliedRevision.Status.UPGRADING : AppliedRevision.Status.DOWNGRADING;
    }

    /** Returns the direction of the step. */
    public Direction direction() {
        return this.step.direction();
    }

    /** Returns the change to the current revisions. */
    HeadsChange change() {
        return this.step.change();
    }

    /** Returns whether the step applies its revision. */
    public boolean isUpgrade() {
        return this.step.direction() == Direction.UPGRADE;
    }
}
