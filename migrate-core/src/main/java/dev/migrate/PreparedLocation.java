package dev.migrate;

import java.nio.file.Path;
import java.util.List;

/**
 * A location that is ready for scripts.
 *
 * @param folder where it lies
 * @param template the file that new scripts are written by
 * @param created those of the two that were not there before
 * @param properties the lines to add to the application's properties
 */
public record PreparedLocation(Path folder, Path template, List<Path> created, List<String> properties) {

    public PreparedLocation {
        created = List.copyOf(created);
        properties = List.copyOf(properties);
    }
}
