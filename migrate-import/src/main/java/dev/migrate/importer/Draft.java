package dev.migrate.importer;

import dev.migrate.error.Location;
import dev.migrate.request.FinishedScript;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A revision before it is written. Knows which line of the other tool's file each line of it is from. */
record Draft(
        ForeignScript script,
        String id,
        List<String> revises,
        ConvertedSection upgrade,
        @Nullable ConvertedSection downgrade) {

    private static final int MAX_SLUG = 60;

    String fileName() {
        String slug = this.script
                .message()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
        String cut = slug.substring(
                0, slug.offsetByCodePoints(0, Math.min(MAX_SLUG, slug.codePointCount(0, slug.length()))));
        return this.id + (cut.isEmpty() ? "" : "_" + cut) + ".sql";
    }

    FinishedScript finished() {
        return new FinishedScript(fileName(), header() + upgradeSection() + downgradeSection());
    }

    /** Returns the line of the other tool's file that a line of this script is from. */
    Location original(int line) {
        int upgrade = lines(header()) + 1;
        int downgrade = upgrade + lines(upgradeSection()) + 1;
        return this.downgrade != null && line >= downgrade
                ? new Location(this.downgrade.source().file(), Math.max(1, line - downgrade))
                : new Location(this.upgrade.source().file(), Math.max(1, line - upgrade));
    }

    /** Whether a line is below the directive of the downgrade section. */
    boolean isInDowngrade(int line) {
        return line > lines(header()) + lines(upgradeSection()) + 1;
    }

    private String header() {
        StringBuilder header = new StringBuilder();
        header.append("-- ").append(this.script.message()).append('\n');
        header.append("--\n-- Revision ID: ").append(this.id).append('\n');
        if (!this.revises.isEmpty()) {
            header.append("-- Revises: ")
                    .append(String.join(", ", this.revises))
                    .append('\n');
        }
        return header.append("-- ")
                .append(ImportedFrom.KEY)
                .append(": ")
                .append(this.script.origin())
                .append("\n\n")
                .toString();
    }

    private String upgradeSection() {
        return this.upgrade.render("upgrade");
    }

    private String downgradeSection() {
        return this.downgrade == null ? "" : "\n" + this.downgrade.render("downgrade");
    }

    private static int lines(String text) {
        return (int) text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .chars()
                .filter((c) -> c == '\n')
                .count();
    }
}
