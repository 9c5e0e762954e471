package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.render.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param failedAt where it failed; none where everything held
     * @param failure what stopped it, for a person
     * @param left what was still to be done there
     */
    public record Proof(@Nullable Step failedAt, String failure, List<SchemaDifference> left) {

        /** Everything held: up, down, and up again. */
        static final Proof HOLDS = new Proof(null, "", List.of());

        public Proof {
            left = List.copyOf(left);
        }

        /** What is tried, in order. */
        public enum Step {
            UP("the upgrade"),
            DOWN("the downgrade"),
            UP_AGAIN("the second upgrade");

            private final String words;

            Step(String words) {
                this.words = words;
            }

            @Override
            public String toString() {
                return this.words;
            }
        }

        static Proof refused(Step at, String why) {
            return new Proof(at, at + " fails: " + why, List.of());
        }

        static Proof missed(Step at, List<SchemaDifference> left) {
            return new Proof(at, at + " does not lead there", left);
        }

        /** Whether everything held. */
        public boolean holds() {
            return this.failedAt == null;
        }
    }
}
