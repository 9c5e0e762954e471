package dev.migrate.script;

import dev.migrate.error.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.aot.AotDetector;

/**
 * The script files per class path folder, collected during ahead-of-time processing, because a native image cannot list
 * its resources. The index is only used if the generated code of the application runs too, so that an index left behind
 * by an older build never hides a script.
 *
 * @param files the relative paths of the files by folder, without leading and trailing slashes
 */
public record ScriptIndex(Map<String, List<String>> files) {

    /** The location of the index on the class path. */
    public static final String RESOURCE = "META-INF/migrate/scripts.index";

    private static final String SEPARATOR = "\t";

    public ScriptIndex {
        files = new LinkedHashMap<>(files);
    }

    /** Finds the scripts of the locations on the class path. Missing folders are omitted. */
    public static ScriptIndex of(List<String> locations, ClassLoader classLoader) {
        ScriptFinder finder = new ScriptFinder(classLoader, new Problems(), new ScriptIndex(Map.of()));
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (String location : locations) {
            finder.classPathFolder(location).ifPresent((folder) -> {
                List<String> found = finder.find(List.of(location)).stream()
                        .map((script) -> script.location()
                                .substring(resource("classpath:" + folder, "").length()))
                        .toList();
                if (!found.isEmpty()) {
                    files.put(folder, found);
                }
            });
        }
        return new ScriptIndex(files);
    }

    /**
     * Returns whether a location on the class path contains a script or a class, or a file that cannot be read, without
     * reading any file.
     */
    public static boolean findsAny(String location, ClassLoader classLoader) {
        Problems problems = new Problems();
        try {
            return new ScriptFinder(classLoader, problems, new ScriptIndex(Map.of())).findsAny(location)
                    || !problems.isEmpty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the index of an application processed ahead of time; empty for other applications. */
    static ScriptIndex load(ClassLoader classLoader) {
        if (!AotDetector.useGeneratedArtifacts()) {
            return new ScriptIndex(Map.of());
        }
        try (InputStream stream = classLoader.getResourceAsStream(RESOURCE)) {
            return new ScriptIndex(stream == null ? Map.of() : read(stream));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, List<String>> read(InputStream stream) throws IOException {
        Map<String, List<String>> files = new LinkedHashMap<>();
        new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map((line) -> line.split(SEPARATOR, 2))
                .forEach((parts) -> files.computeIfAbsent(parts[0], (folder) -> new ArrayList<>())
                        .add(parts[1]));
        return files;
    }

    Optional<List<String>> filesIn(String folder) {
        return Optional.ofNullable(this.files.get(folder));
    }

    /** Returns the resource names of all scripts. */
    public List<String> resources() {
        return this.files.entrySet().stream()
                .flatMap((entry) -> entry.getValue().stream().map((path) -> resource(entry.getKey(), path)))
                .toList();
    }

    private static String resource(String folder, String path) {
        return folder.isEmpty() || folder.endsWith(":") ? folder + path : folder + "/" + path;
    }

    /** Returns the content of {@link #RESOURCE}. */
    public String text() {
        return this.files.entrySet().stream()
                .flatMap((entry) -> entry.getValue().stream().map((path) -> entry.getKey() + SEPARATOR + path + "\n"))
                .collect(Collectors.joining());
    }
}
