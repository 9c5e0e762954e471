package dev.migrate.script;

import dev.migrate.error.Location;
import dev.migrate.revision.Revision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A revision with what it does.
 *
 * @param revision its place in the graph
 * @param location where it lies, such as {@code classpath:db/migrate/202611231015_ae1027a6acf0_add_account.sql}
 * @param checksum of the tokens of both sections, with the algorithm's name in front
 * @param upgrade what takes the database up
 * @param downgrade what takes it down again; none makes it irreversible
 */
public record Script(
        Revision revision, String location, String checksum, Section upgrade, Optional<Section> downgrade) {

    /** Where the script says that a section is still to be written. */
    public List<Location> todos() {
        return Stream.concat(Stream.of(this.upgrade), this.downgrade.stream())
                .flatMap((section) -> section.todo().stream())
                .toList();
    }
}
