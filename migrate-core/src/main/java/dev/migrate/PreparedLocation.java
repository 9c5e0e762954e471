package dev.migrate;

import java.nio.file.Path;
import java.util.List;

/**
 * Location that is prepared for new scripts.
 *
 * @param folder the folder of the location
 * @param template the template file for new scripts
 * @param created the folder and the template file, if they were created
 * @param properties the lines to add to the properties of the application
 */
public record PreparedLocation(Path folder, Path template, List<Path> created, List<String> properties) {

    public PreparedLocation {
        created = List.copyOf(created);
        properties = List.copyOf(properties);
    }
}
