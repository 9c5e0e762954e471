package dev.migrate.importer.flyway;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/** Finds the files of locations, as Flyway finds them. */
final class FlywayFiles {

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    private final FlywaySources sources;
    private final List<Problem> problems;

    FlywayFiles(FlywaySources sources, List<Problem> problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /** Returns the files of all locations, each once. */
    Collection<FoundFile> find(List<String> locations) {
        Map<URI, FoundFile> files = new LinkedHashMap<>();
        for (String configured : locations) {
            FlywayLocation location = FlywayLocation.parse(configured, this.sources.product());
            if (location == null) {
                problem(
                        "The location '%s' is neither on the class path nor in the file system.".formatted(configured),
                        "Copy its scripts to a folder, and name it with '--location filesystem:FOLDER'.");
            } else {
                find(location).forEach((file) -> files.putIfAbsent(file.uri(), file));
            }
        }
        return List.copyOf(files.values());
    }

    /** Returns the files of a folder; empty if there is none. */
    List<FoundFile> inFolder(Path folder) {
        return inFileSystem(new FlywayLocation(folder.toString(), true, folder.toString(), null));
    }

    private List<FoundFile> find(FlywayLocation location) {
        try {
            return location.fileSystem() ? inFileSystem(location) : onClassPath(location);
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not read the location '%s'".formatted(location), failure);
        }
    }

    private List<FoundFile> inFileSystem(FlywayLocation location) {
        Path root = this.sources.project().resolve(location.root());
        List<FoundFile> files = new ArrayList<>();
        relativeFiles(root).forEach((relative, path) -> {
            if (location.contains(relative)) {
                files.add(new FoundFile(location + "/" + relative, new FileSystemResource(path)));
            }
        });
        return files;
    }

    private static Map<String, Path> relativeFiles(Path root) {
        Map<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            return files;
        }
        try (Stream<Path> found = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            found.filter(Files::isRegularFile)
                    .forEach(
                            (path) -> files.put(root.relativize(path).toString().replace('\\', '/'), path));
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not read the folder '%s'".formatted(root), failure);
        }
        return files;
    }

    private List<FoundFile> onClassPath(FlywayLocation location) throws IOException {
        String root = location.root().isEmpty() ? "" : location.root() + "/";
        PathMatchingResourcePatternResolver resolver =
                new PathMatchingResourcePatternResolver(this.sources.classLoader());
        Map<String, FoundFile> files = new TreeMap<>();
        for (Resource folder : resolver.getResources("classpath*:" + root)) {
            String base = folder.getURI().toString();
            for (Resource resource : resolver.getResources(base + (base.endsWith("/") ? "" : "/") + "**/*")) {
                add(resource, base, location, files);
            }
        }
        checkBuilt(location, files);
        return List.copyOf(files.values());
    }

    private static void add(Resource resource, String base, FlywayLocation location, Map<String, FoundFile> files)
            throws IOException {
        String uri = resource.getURI().toString();
        String relative = StringUtils.uriDecode(
                uri.substring(Math.min(uri.length(), base.length())).replaceFirst("^/+", ""), StandardCharsets.UTF_8);
        if (!uri.endsWith("/") && resource.isReadable() && location.contains(relative)) {
            files.put(uri, new FoundFile(location + "/" + relative, resource));
        }
    }

    /** Refuses a class path that does not have the scripts of the project as they are in its sources. */
    private void checkBuilt(FlywayLocation location, Map<String, FoundFile> files) {
        Map<String, Path> scripts =
                relativeFiles(this.sources.project().resolve(RESOURCES).resolve(location.root()));
        scripts.forEach((relative, path) -> {
            if (!location.contains(relative)) {
                return;
            }
            List<FoundFile> built = files.values().stream()
                    .filter((file) -> file.path().equals(location + "/" + relative))
                    .toList();
            if (built.isEmpty()) {
                problem(
                        "'%s' is not on the class path of the application.".formatted(path),
                        "Rebuild the application, or delete the file.");
            } else if (built.stream().noneMatch((file) -> hasBytes(file, path))) {
                problem(
                        "'%s' differs from the file on the class path of the application.".formatted(path),
                        "Rebuild the application. If the build changes the file, name the folder of the build with '--location filesystem:FOLDER'.");
            }
        });
    }

    private static boolean hasBytes(FoundFile file, Path path) {
        try {
            return Arrays.equals(file.bytes(), Files.readAllBytes(path));
        } catch (IOException failure) {
            throw new UncheckedIOException("Could not read '%s'".formatted(path), failure);
        }
    }

    private void problem(String message, String remedy) {
        this.problems.add(new Problem(ErrorCode.NOT_IMPORTABLE, null, message, remedy));
    }
}
