package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * An upgrade or a downgrade that is asked for.
 *
 * @param target the symbol to go to
 * @param dryRun whether to say only what would be done
 * @param missing whether a downgrade may revert revisions that are not among the scripts, although its target names none
 * @param principal in whose name, for the log
 * @param tag what the caller calls it, for the log
 * @param safeguards what it must meet
 */
public record MigrationRequest(
        String target,
        boolean dryRun,
        boolean missing,
        @Nullable String principal,
        @Nullable String tag,
        Safeguards safeguards) {

    /** A request without safeguards. */
    public MigrationRequest(String target, boolean dryRun, @Nullable String principal, @Nullable String tag) {
        this(target, dryRun, false, principal, tag, Safeguards.NONE);
    }

    /** A request to go to a symbol. */
    public static MigrationRequest to(String target) {
        return new MigrationRequest(target, false, null, null);
    }

    /** The same, as a dry run or not. */
    public MigrationRequest dryRun(boolean dry) {
        return new MigrationRequest(this.target, dry, this.missing, this.principal, this.tag, this.safeguards);
    }

    /** The same, with or without permission to revert missing revisions. */
    public MigrationRequest missing(boolean permitted) {
        return new MigrationRequest(this.target, this.dryRun, permitted, this.principal, this.tag, this.safeguards);
    }

    /** The same, in somebody's name. */
    public MigrationRequest by(@Nullable String name) {
        return new MigrationRequest(this.target, this.dryRun, this.missing, name, this.tag, this.safeguards);
    }

    /** The same, with a tag. */
    public MigrationRequest tagged(@Nullable String text) {
        return new MigrationRequest(this.target, this.dryRun, this.missing, this.principal, text, this.safeguards);
    }

    /** The same, with safeguards that it must meet. */
    public MigrationRequest guarded(Safeguards required) {
        return new MigrationRequest(this.target, this.dryRun, this.missing, this.principal, this.tag, required);
    }
}
