package dev.migrate.script;

import dev.migrate.error.Location;
import dev.migrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A revision with its upgrade and downgrade sections.
 *
 * @param revision the node of the graph
 * @param location the URL, such as {@code classpath:db/migrate/202611231015_ae1027a6acf0_add_account.sql}
 * @param checksum the checksum of the tokens of both sections, prefixed by the name of its algorithm
 * @param upgrade the section that applies the revision
 * @param downgrade the section that reverts the revision; empty if it is irreversible
 * @param importedFrom the script of another tool from which it was imported, if any
 */
public record Script(
        Revision revision,
        String location,
        String checksum,
        Section upgrade,
        Optional<Section> downgrade,
        Optional<ImportedFrom> importedFrom) {

    /** Creates a script that was not imported. */
    public Script(Revision revision, String location, String checksum, Section upgrade, Optional<Section> downgrade) {
        this(revision, location, checksum, upgrade, downgrade, Optional.empty());
    }

    /** Returns the lines that mark sections as unfinished. */
    public List<Location> todos() {
        return Stream.concat(Stream.of(this.upgrade), this.downgrade.stream())
                .flatMap((section) -> section.todos().stream())
                .toList();
    }
}
