package dev.migrate.engine;

import dev.migrate.adoption.Adoption;
import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.plan.Plan;
import dev.migrate.run.PreparedPlan;
import java.time.Clock;
import java.util.List;

/** Writes the steps that an upgrade or a downgrade would run as a script for the database's command-line client. */
public record MigrationClientScript(MigrationContext context) {

    /**
     * Writes the script.
     *
     * @param clock the clock for the time in the script's comment
     * @param out receives the script
     * @throws dev.migrate.error.MigrateException if the upgrade or the downgrade is refused or cannot be written
     */
    public void write(Clock clock, Appendable out) {
        DatabaseState state = this.context.readState();
        new InterruptionCheck(state).checkNotInterrupted();
        this.context
                .plans()
                .adoption(state)
                .filter((adoption) -> !adoption.isEmpty())
                .ifPresent(MigrationClientScript::refuseAdoption);
        List<Plan> planned = this.context.plans().all(state);
        new LaterHistory(this.context).adoptions(state, planned).forEach(MigrationClientScript::refuseAdoption);
        String baseline = this.context.plans().baseline(state);
        List<PreparedPlan> plans = this.context.prepare(state, planned);
        ClientScriptBuilder builder = new ClientScriptBuilder(
                this.context.settings(), this.context.session().dialect(), clock);
        if (baseline == null) {
            builder.writePlans(plans, state.graph(), this.context.request(), out);
        } else {
            List<String> heads = List.of(baseline);
            ClientScriptBuilder.Stamp stamp = new ClientScriptBuilder.Stamp(state.closure(heads), heads, state::script);
            builder.writeStampAndPlans(stamp, plans, state.graph(), this.context.request(), out);
        }
    }

    private static void refuseAdoption(Adoption adoption) {
        throw new ImpossibleMigrationException(
                ErrorCode.UNADOPTABLE_HISTORY,
                "The upgrade first adopts %s, which a script for the client cannot do.".formatted(adoption),
                Remedy.of(
                        "Run %s first. Nothing was changed.",
                        new Command("upgrade " + String.join(" ", adoption.heads()))),
                adoption.heads());
    }
}
