package dev.migrate.autogenerate;

import dev.migrate.diff.Difference;
import dev.migrate.render.Warning;
import java.util.List;

/**
 * A script that brings the database to what the models want, and back.
 *
 * @param drift what it is about
 * @param renames the renames that it carries out
 * @param upgrade the SQL of the way up
 * @param downgrade the SQL of the way down
 * @param warnings what to think about on the way up
 * @param likelyRenames what goes and comes in one table and looks alike, and is written as two things
 * @param proof what trying it on scratch has shown
 */
public record Proposal(
        Drift drift,
        List<Rename> renames,
        String upgrade,
        String downgrade,
        List<Warning> warnings,
        List<Rename> likelyRenames,
        Proof proof) {

    public Proposal {
        renames = List.copyOf(renames);
        warnings = List.copyOf(warnings);
        likelyRenames = List.copyOf(likelyRenames);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return this.drift.isEmpty() && this.renames.isEmpty();
    }

    /**
     * What was shown on scratch.
     *
     * @param failure what stopped it; empty where everything held
     * @param leftAfterUpgrade what the way up did not bring
     * @param leftAfterDowngrade what the way down did not bring back
     */
    public record Proof(String failure, List<Difference> leftAfterUpgrade, List<Difference> leftAfterDowngrade) {

        /** Everything held: up, down, and up again. */
        static final Proof HOLDS = new Proof("", List.of(), List.of());

        public Proof {
            leftAfterUpgrade = List.copyOf(leftAfterUpgrade);
            leftAfterDowngrade = List.copyOf(leftAfterDowngrade);
        }

        /** Whether everything held. */
        public boolean holds() {
            return this.failure.isEmpty();
        }
    }
}
