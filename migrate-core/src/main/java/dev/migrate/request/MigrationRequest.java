package dev.migrate.request;

import org.jspecify.annotations.Nullable;

/**
 * Request to upgrade or downgrade a database.
 *
 * @param target the symbol of the target
 * @param dryRun whether to report the steps without running them
 * @param missing whether a downgrade may revert revisions that are not among the scripts even if its target is not
 *     a revision id
 * @param principal the user who requests it, for the log, or null
 * @param tag the caller's label for the request, for the log, or null
 * @param safeguards the rules that the request must meet
 */
public record MigrationRequest(
        String target,
        boolean dryRun,
        boolean missing,
        @Nullable String principal,
        @Nullable String tag,
        Safeguards safeguards) {

    /** Returns a request for a target. */
    public static MigrationRequest to(String target) {
        return new MigrationRequest(target, false, false, null, null, Safeguards.NONE);
    }

    /** Returns a copy with or without dry run. */
    public MigrationRequest dryRun(boolean dry) {
        return new MigrationRequest(this.target, dry, this.missing, this.principal, this.tag, this.safeguards);
    }

    /** Returns a copy with or without permission to revert missing revisions. */
    public MigrationRequest missing(boolean permitted) {
        return new MigrationRequest(this.target, this.dryRun, permitted, this.principal, this.tag, this.safeguards);
    }

    /** Returns a copy with a user. */
    public MigrationRequest by(@Nullable String name) {
        return new MigrationRequest(this.target, this.dryRun, this.missing, name, this.tag, this.safeguards);
    }

    /** Returns a copy with a tag. */
    public MigrationRequest tagged(@Nullable String text) {
        return new MigrationRequest(this.target, this.dryRun, this.missing, this.principal, text, this.safeguards);
    }

    /** Returns a copy with safeguards. */
    public MigrationRequest guarded(Safeguards required) {
        return new MigrationRequest(this.target, this.dryRun, this.missing, this.principal, this.tag, required);
    }
}
