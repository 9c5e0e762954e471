package dev.migrate.autogenerate;

import dev.migrate.diff.SchemaDifference;
import dev.migrate.render.Warning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proposed script with an upgrade and a downgrade, and the result of its verification.
 *
 * @param drift the differences that it resolves
 * @param renames the renames that it contains
 * @param upgrade the SQL of the upgrade
 * @param downgrade the SQL of the downgrade
 * @param warnings the warnings about the upgrade
 * @param likelyRenames similar objects that are dropped and added, and might be renames
 * @param verification the result of the verification in a scratch database
 */
public record Proposal(
        Drift drift,
        List<Rename> renames,
        String upgrade,
        String downgrade,
        List<Warning> warnings,
        List<Rename> likelyRenames,
        Verification verification) {

    public Proposal {
        renames = List.copyOf(renames);
        warnings = List.copyOf(warnings);
        likelyRenames = List.copyOf(likelyRenames);
    }

    /** Whether the database matches the models and nothing is renamed. */
    public boolean isEmpty() {
        return this.drift.isEmpty() && this.renames.isEmpty();
    }

    /**
     * The result of a verification.
     *
     * @param failedAt the step that failed; null if none did
     * @param failure a description of the failure, for the author of the script
     * @param remaining the differences that remained after that step
     */
    public record Verification(@Nullable Step failedAt, String failure, List<SchemaDifference> remaining) {

        /** All steps succeeded: upgrade, downgrade, and upgrade again. */
        static final Verification SUCCEEDED = new Verification(null, "", List.of());

        public Verification {
            remaining = List.copyOf(remaining);
        }

        /** The steps of a verification, in their order. */
        public enum Step {
            /** The upgrade from the current schema. */
            UP("the upgrade"),
            /** The downgrade after it. */
            DOWN("the downgrade"),
            /** The upgrade after the downgrade. */
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

        static Verification rejected(Step at, String message) {
            return new Verification(at, at + " failed: " + message, List.of());
        }

        static Verification incomplete(Step at, List<SchemaDifference> remaining) {
            return new Verification(at, at + " left differences", remaining);
        }

        /** Whether all steps succeeded. */
        public boolean succeeded() {
            return this.failedAt == null;
        }
    }
}
