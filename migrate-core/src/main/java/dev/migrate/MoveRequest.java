package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * An upgrade or a downgrade that is asked for.
 *
 * @param target the symbol to go to
 * @param dryRun whether to say only what would be done
 * @param principal in whose name, for the log
 * @param tag what the caller calls it, for the log
 * @param safeguards what it must meet
 */
public record MoveRequest(
        String target,
        boolean dryRun,
        @Nullable String principal,
        @Nullable String tag,
        Safeguards safeguards) {

    /** A request without safeguards. */
    public MoveRequest(String target, boolean dryRun, @Nullable String principal, @Nullable String tag) {
        this(target, dryRun, principal, tag, Safeguards.NONE);
    }

    /** A request to go to a symbol. */
    public static MoveRequest to(String target) {
        return new MoveRequest(target, false, null, null);
    }

    /** The same, as a dry run or not. */
    public MoveRequest dryRun(boolean dry) {
        return new MoveRequest(this.target, dry, this.principal, this.tag, this.safeguards);
    }

    /** The same, in somebody's name. */
    public MoveRequest by(@Nullable String name) {
        return new MoveRequest(this.target, this.dryRun, name, this.tag, this.safeguards);
    }

    /** The same, with a tag. */
    public MoveRequest tagged(@Nullable String text) {
        return new MoveRequest(this.target, this.dryRun, this.principal, text, this.safeguards);
    }

    /** The same, with safeguards. */
    public MoveRequest guarded(Safeguards rules) {
        return new MoveRequest(this.target, this.dryRun, this.principal, this.tag, rules);
    }
}
