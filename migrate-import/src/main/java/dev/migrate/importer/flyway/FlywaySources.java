package dev.migrate.importer.flyway;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the scripts of Flyway are.
 *
 * @param project the folder of the project, to which relative locations refer
 * @param classLoader the class loader of {@code classpath:} locations
 * @param product the database product of the application, for {@code {vendor}}
 * @param javaMigrations the class names of Java migrations that the application instantiates itself
 * @param replacements the folder with corrected copies of scripts, if there is one
 */
public record FlywaySources(
        Path project,
        ClassLoader classLoader,
        String product,
        List<String> javaMigrations,
        @Nullable Path replacements) {

    public FlywaySources {
        project = project.toAbsolutePath().normalize();
        javaMigrations = List.copyOf(javaMigrations);
    }
}
