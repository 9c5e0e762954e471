package dev.migrate.engine;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.ImpossibleMigrationException;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.plan.Plan;
import dev.migrate.revision.Revision;
import dev.migrate.revision.Symbol;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks for applied revisions whose scripts are missing or were edited. */
record DriftCheck(DatabaseState state) {

    /**
     * Checks that no applied revision is missing from the scripts.
     *
     * @throws ImpossibleMigrationException if there are any
     */
    void checkNotAhead() {
        List<String> ids = this.state.missing().stream().map(Revision::id).toList();
        if (!ids.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.DATABASE_AHEAD,
                    "The database has %s without a script in this release: %s.".formatted(counted(ids), quoted(ids)),
                    Remedy.of(
                            "Start a release that has their scripts, or set %s to 'warn' or 'downgrade'. Nothing was changed.",
                            Setting.AHEAD),
                    ids);
        }
    }

    /**
     * Checks that no script was edited after it was applied.
     *
     * @throws ImpossibleMigrationException if there are any
     */
    void checkNotEdited() {
        List<String> ids = this.state.edited();
        if (!ids.isEmpty()) {
            throw new ImpossibleMigrationException(
                    ErrorCode.EDITED_SCRIPTS,
                    "Scripts were edited after they were applied, and 'migrate.edited' is 'fail': %s."
                            .formatted(this.state
                                    .scripts(ids.stream())
                                    .map((script) -> "'%s' (%s)"
                                            .formatted(script.revision().id(), script.location()))
                                    .collect(Collectors.joining(", "))),
                    Remedy.of(
                            "Restore the scripts, and write a new revision for the change. If the database matches the edited script, run %s. Nothing was changed.",
                            new Command("repair ID --accept")),
                    ids);
        }
    }

    /**
     * Checks that a downgrade reverts no missing revision, unless its target is named by its id.
     *
     * @throws ImpossibleMigrationException if it does
     */
    void checkKeepsMissing(Plan downgrade) {
        Set<String> missing = this.state.missing().stream().map(Revision::id).collect(Collectors.toSet());
        List<String> reverted = downgrade.steps().stream()
                .map((step) -> step.revision().id())
                .filter(missing::contains)
                .toList();
        String target = downgrade.target();
        if (reverted.isEmpty() || isNamedById(target)) {
            return;
        }
        throw new ImpossibleMigrationException(
                ErrorCode.MISSING_REVISIONS,
                "A downgrade to '%s' reverts %s without a script in this release: %s."
                        .formatted(target, counted(reverted), quoted(reverted)),
                Remedy.of(
                        "Downgrade with a release that has their scripts, name the target by its revision id, or run %s to revert them by their recorded downgrades. Nothing was changed.",
                        new Command("downgrade " + target + " --missing")),
                reverted);
    }

    private boolean isNamedById(String target) {
        return Symbol.parse(target) instanceof Symbol.Absolute absolute
                && !absolute.isBase()
                && this.state.graph().resolve(absolute.withoutBranch(), this.state.currentIds()).stream()
                        .allMatch((id) -> id.startsWith(absolute.target()));
    }

    private static String counted(List<String> ids) {
        return ids.size() == 1 ? "1 revision" : ids.size() + " revisions";
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }
}
