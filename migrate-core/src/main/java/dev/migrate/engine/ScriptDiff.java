package dev.migrate.engine;

import dev.migrate.history.AppliedRevision;
import dev.migrate.history.StoredTexts;
import dev.migrate.revision.Revision;
import dev.migrate.script.Script;
import dev.migrate.script.Section;
import java.util.Optional;

/** Compares the recorded text of an edited script with its current text. */
final class ScriptDiff {

    private ScriptDiff() {}

    static String of(AppliedRevision row, StoredTexts recorded, Script script) {
        return UnifiedDiff.of(
                "recorded by " + row.appliedBy() + " at " + row.applied(),
                text(
                        row.revision(),
                        Optional.ofNullable(recorded.upgrade()),
                        Optional.ofNullable(recorded.downgrade())),
                script.location(),
                text(
                        script.revision(),
                        Optional.of(script.upgrade().beginning(StoredTexts.MAX_UPGRADE_LENGTH)),
                        script.downgrade().map(Section::text)));
    }

    private static String text(Revision revision, Optional<String> upgrade, Optional<String> downgrade) {
        return "-- Revises: %s%n-- Depends On: %s%n"
                        .formatted(String.join(", ", revision.revises()), String.join(", ", revision.dependsOn()))
                + upgrade.map((text) -> "-- migrate:upgrade\n" + text.strip() + "\n")
                        .orElse("")
                + downgrade
                        .map((text) -> "-- migrate:downgrade\n" + text.strip() + "\n")
                        .orElse("");
    }
}
