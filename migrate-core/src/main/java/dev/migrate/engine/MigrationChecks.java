package dev.migrate.engine;

import dev.migrate.contact.ContactDecision;
import dev.migrate.error.Log;
import dev.migrate.history.RecordFormat;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.revision.Revision;
import dev.migrate.script.Script;
import dev.migrate.settings.MigrateSettings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rejects an upgrade or a downgrade that the state of the database, the settings, or the request does not allow. */
record MigrationChecks(MigrationContext context) {

    private static final Log LOGGER = Log.of(MigrationChecks.class);

    /** Checks the state before anything is planned. */
    void checkAllowed(DatabaseState state) {
        if (isUpgrade()) {
            state.contact().checkUpgrade(ContactDecision.Access.WRITE);
        } else {
            state.contact().checkDowngrade();
        }
        checkFormat(state);
        checkAhead(state);
        checkEdited(state);
        checkBaselineWritten(state);
    }

    private boolean isUpgrade() {
        return this.context.direction() == Direction.UPGRADE;
    }

    /**
     * Rejects a record of a newer format, unless the request changes nothing. This lets an older release start if all
     * of its revisions are applied.
     */
    private void checkFormat(DatabaseState state) {
        if (!isUpgrade() || !state.upToDate() || this.context.plans().downgradesFirst(state)) {
            RecordFormat.checkNotNewer(state.storedState());
        }
    }

    private void checkAhead(DatabaseState state) {
        if (this.context.settings().ahead() == MigrateSettings.Ahead.FAIL) {
            new DriftCheck(state).checkNotAhead();
        }
    }

    private void checkEdited(DatabaseState state) {
        if (isUpgrade() && this.context.settings().edited() == MigrateSettings.Edited.FAIL) {
            new DriftCheck(state).checkNotEdited();
        }
    }

    private void checkBaselineWritten(DatabaseState state) {
        String baseline = this.context.plans().baseline(state);
        if (baseline != null) {
            UnwrittenScriptCheck.check(
                    state.scripts(state.closure(List.of(baseline)).stream().map(Revision::id)));
        }
    }

    /** Checks that plans meet the safeguards of the request. */
    void checkSafeguards(DatabaseState state, List<Plan> plans) {
        new SafeguardCheck(this.context.request().safeguards(), state)
                .checkPlans(plans, () -> this.context.preview(state, plans));
    }

    /** Checks that a plan first resumes an interrupted revision, if there is one. */
    void checkResumes(DatabaseState state, Plan plan) {
        new InterruptionCheck(state).checkResumes(plan, this.context.session().history()::journal);
    }

    /** Logs warnings about revisions without scripts and about edited scripts. */
    void warnAboutDrift(DatabaseState state) {
        if (isUpgrade() && !state.missing().isEmpty()) {
            LOGGER.warn(
                    "The database has revisions that are not among the scripts: {}. A newer release applied them, or"
                            + " their scripts were removed. 'migrate.ahead' is '{}'.",
                    state.missing().stream()
                            .map((revision) -> "'%s' (%s)".formatted(revision.id(), revision.message()))
                            .collect(Collectors.joining(", ")),
                    this.context.settings().ahead().name().toLowerCase(Locale.ROOT));
        }
        List<String> edited = state.edited();
        if (!edited.isEmpty()) {
            LOGGER.warn(
                    "Scripts were edited after they were applied, which does not change the database: {}. Write a new"
                            + " revision for further changes.",
                    edited.stream()
                            .map((id) -> state.script(id).map(Script::location).orElse(id))
                            .collect(Collectors.joining(", ")));
        }
    }
}
