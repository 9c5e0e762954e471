package dev.migrate;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import dev.migrate.error.UnwritableScriptException;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.springframework.util.StringUtils;

/**
 * Folder that the scripts of a location are written to. For a classpath location, this is the source folder of the
 * project's resources, never the output of the build.
 *
 * @param location the location in its configured form, such as {@code classpath:db/migrate}
 * @param path the path of the folder
 */
record SourceFolder(String location, Path path) {

    private static final String FILE = "file:";
    private static final String CLASSPATH = "classpath:";
    private static final Pattern RESOURCE =
            Pattern.compile("(?:jar:)?(?:nested:|file:)(?<file>/[^!]*?)(?:/?!(?<inside>.*))?");
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Pattern REVISION_CLASS =
            Pattern.compile("(?m)^\\s*@(dev\\.migrate\\.operation\\.)?Revision\\s*\\(");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final List<String> OUTPUT_FOLDERS = List.of("target", "build", "bin", "out");
    private static final List<String> PROJECT_FILES = List.of("src", "pom.xml", "build.gradle", "build.gradle.kts");

    static SourceFolder of(Path project, String configured) {
        String location = normalized(configured);
        Path path = location.startsWith(FILE)
                ? project.resolve(location.substring(FILE.length()))
                : project.resolve(RESOURCES).resolve(location.substring(CLASSPATH.length()));
        return new SourceFolder(location, path.toAbsolutePath().normalize());
    }

    /** Returns the folder of the Java sources whose classes are in this location. */
    SourceFolder ofSources(Path project) {
        String inside = this.location.substring(CLASSPATH.length());
        return new SourceFolder(
                this.location,
                project.resolve(SOURCES).resolve(inside).toAbsolutePath().normalize());
    }

    /** Returns the Java package that corresponds to this location. */
    String packageName() {
        String name =
                ofClasspath() ? this.location.substring(CLASSPATH.length()).replace('/', '.') : "";
        if (!SourceVersion.isName(name)) {
            throw new UnwritableScriptException(
                    ErrorCode.NO_PACKAGE,
                    "The location '%s' does not correspond to a Java package, so a class in it would not be found."
                            .formatted(this.location),
                    "Select a location such as 'classpath:db/migrate' with '--location', or write an SQL script.");
        }
        return name;
    }

    /** Normalizes a location, so that equal locations are equal strings. */
    static String normalized(String configured) {
        String location = configured.strip().replaceFirst("^classpath\\*?:", "");
        return location.startsWith(FILE)
                ? location.replaceFirst("(?<=.)/+$", "")
                : CLASSPATH + location.replaceAll("^/+|/+$", "");
    }

    /**
     * Returns whether a resource is a copy that the build made of the project's own resources, in a folder or in the
     * application's jar.
     */
    static boolean isBuilt(Path project, String resource) {
        Matcher matcher = RESOURCE.matcher(StringUtils.uriDecode(resource, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            return false;
        }
        Path root = project.toAbsolutePath().normalize();
        Path file = Path.of(matcher.group("file"));
        boolean built = file.startsWith(root)
                && OUTPUT_FOLDERS.contains(root.relativize(file).getName(0).toString());
        boolean library = String.valueOf(matcher.group("inside")).contains("-INF/lib/")
                || file.resolveSibling("").endsWith("lib");
        return built && !library;
    }

    boolean exists() {
        return Files.isDirectory(this.path);
    }

    boolean ofClasspath() {
        return this.location.startsWith(CLASSPATH);
    }

    /** Returns the Java sources of migrations that have no class among the given revisions. */
    List<Path> uncompiled(List<Revision> compiled) {
        if (!exists()) {
            return List.of();
        }
        Set<String> known = compiled.stream()
                .map((revision) -> String.valueOf(revision.location()))
                .filter((location) -> location.contains(".class:"))
                .map((location) -> location.replaceFirst("(\\$[^/]*)?\\.class:.*", ".java"))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(this.path)) {
            return files.filter((file) -> file.toString().endsWith(".java"))
                    .filter((file) -> !known.contains(this.location + "/"
                            + this.path.relativize(file).toString().replace('\\', '/')))
                    .filter(SourceFolder::isMigration)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isMigration(Path source) {
        try {
            String text = Files.readString(source);
            return text.contains("dev.migrate.operation.")
                    && REVISION_CLASS.matcher(text).find();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Rejects a folder that cannot be written to.
     *
     * @param mayBeCreated whether a {@code file:} location that does not exist may be created
     */
    void checkWritable(Path project, boolean mayBeCreated) {
        if (this.ofClasspath()
                && !exists()
                && PROJECT_FILES.stream().noneMatch((name) -> Files.exists(project.resolve(name)))) {
            throw new UnwritableScriptException(
                    ErrorCode.MISSING_LOCATION,
                    "'%s' is a folder of the resources of a project, but '%s' is not a project."
                            .formatted(this.location, project.toAbsolutePath().normalize()),
                    Remedy.of(
                            "Run the command in the folder of the project, or set %s to a 'file:' location.",
                            Setting.LOCATIONS));
        }
        if (!exists() && !mayBeCreated && !ofClasspath()) {
            throw new UnwritableScriptException(
                    ErrorCode.MISSING_LOCATION,
                    "The location '%s' does not exist.".formatted(this.location),
                    Remedy.of(
                            "Correct %s, or create the location with %s.",
                            Setting.LOCATIONS, new Command("init --location " + this.location)));
        }
        Optional<Path> nearest = Stream.iterate(this.path, (path) -> path != null, Path::getParent)
                .filter(Files::exists)
                .findFirst();
        nearest.filter((path) -> !Files.isDirectory(path) || !Files.isWritable(path))
                .ifPresent((path) -> {
                    throw new UnwritableScriptException(
                            ErrorCode.UNWRITABLE_LOCATION,
                            "Cannot write to '%s': '%s' is %s."
                                    .formatted(this.location, path, Files.isDirectory(path) ? "read-only" : "a file"),
                            "Change its permissions, or select another location with '--location'.");
                });
    }
}
