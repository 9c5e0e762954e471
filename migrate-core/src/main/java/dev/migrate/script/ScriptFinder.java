package dev.migrate.script;

import dev.migrate.error.Command;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import dev.migrate.error.Remedy;
import dev.migrate.error.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the files of script locations. */
final class ScriptFinder {

    private static final Pattern LOCATION = Pattern.compile("(?:([A-Za-z]{2,})\\*?:)?(.*)");
    private static final String SCRIPT = ".sql";
    private static final String CLASS = ".class";

    private final PathMatchingResourcePatternResolver resolver;
    private final Problems problems;
    private final ScriptIndex index;
    private final Set<String> seen = new HashSet<>();

    ScriptFinder(ClassLoader classLoader, Problems problems) {
        this(classLoader, problems, ScriptIndex.load(classLoader));
    }

    ScriptFinder(ClassLoader classLoader, Problems problems, ScriptIndex index) {
        this.resolver = new PathMatchingResourcePatternResolver(classLoader);
        this.problems = problems;
        this.index = index;
    }

    /**
     * A file.
     *
     * @param location the URL shown to users
     * @param resource the file
     * @param copies the files with the same location in other parts of the class path
     */
    record Found(String location, Resource resource, List<Found> copies) {

        Found(String location, Resource resource) {
            this(location, resource, List.of());
        }

        Found with(Found copy) {
            List<Found> more = new ArrayList<>(this.copies);
            more.add(copy);
            return new Found(this.location, this.resource, List.copyOf(more));
        }

        /** Returns the problem that another file with this location has different content. */
        Problem ambiguous(Found copy) {
            return new Problem(
                    ErrorCode.AMBIGUOUS_SCRIPT,
                    null,
                    "'%s' is on the class path twice with different content: %s and %s."
                            .formatted(this.location, this.resource, copy.resource),
                    "Remove one of the two files.");
        }

        boolean hasBytesOf(Found other) throws IOException {
            try (InputStream first = this.resource.getInputStream();
                    InputStream second = other.resource.getInputStream()) {
                return Arrays.equals(first.readAllBytes(), second.readAllBytes());
            }
        }

        /** Returns whether it is a class file, which might be a migration. */
        boolean isClass() {
            return this.location.endsWith(CLASS);
        }
    }

    /** Returns the files of all locations without duplicates, sorted by path within each location. */
    List<Found> find(List<String> locations) {
        List<Found> found = new ArrayList<>();
        JarEntries jarEntries = jarEntries(locations);
        for (String location : locations) {
            try {
                find(location, jarEntries, found);
            } catch (IOException ex) {
                report(
                        ErrorCode.UNREADABLE_LOCATION,
                        location,
                        "could not be read: %s.".formatted(ex),
                        Remedy.of("Check its file permissions, then retry."));
            }
        }
        return found;
    }

    /** Returns whether a location on the class path contains a script or a class. */
    boolean findsAny(String location) throws IOException {
        String prefix = classPathFolder(location).map(ScriptFinder::prefix).orElseThrow();
        return new ClassPathFolder(this.resolver, jarEntries(List.of(location)), prefix, this.problems)
                .contains((path) -> isIncluded(prefix, path));
    }

    private JarEntries jarEntries(List<String> locations) {
        List<String> prefixes = new ArrayList<>();
        for (String location : locations) {
            Optional<String> folder = classPathFolder(location);
            if (folder.isPresent()) {
                prefixes.add(prefix(folder.get()));
            }
        }
        return new JarEntries(this.resolver, prefixes);
    }

    private static String prefix(String folder) {
        return folder.isEmpty() ? "" : folder + "/";
    }

    private static boolean isIncluded(String prefix, String path) {
        return isScript(path) || (isClass(path) && !prefix.isEmpty());
    }

    private void find(String location, JarEntries jarEntries, List<Found> found) throws IOException {
        Matcher matcher = LOCATION.matcher(location.strip());
        String prefix = matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "classpath";
        String folder = matcher.group(2);
        if (prefix.equals("file")) {
            found.addAll(files(location, folder));
        } else if (!prefix.equals("classpath") || folder.matches(".*[*?{].*")) {
            report(
                    ErrorCode.BAD_LOCATION,
                    location,
                    "is neither a class path folder nor a file system folder.",
                    Remedy.of("Write 'classpath:db/migrate' or 'file:/srv/app/migrate', without wildcards."));
        } else {
            found.addAll(resources(location, stripSlashes(folder), jarEntries));
        }
    }

    /** Returns the class path folder of a location, or empty for a location in the file system. */
    Optional<String> classPathFolder(String location) {
        Matcher matcher = LOCATION.matcher(location.strip());
        return matcher.matches()
                        && (matcher.group(1) == null || matcher.group(1).equals("classpath"))
                ? Optional.of(stripSlashes(matcher.group(2)))
                : Optional.empty();
    }

    private static String stripSlashes(String folder) {
        return folder.replaceAll("^/+|/+$", "");
    }

    private Collection<Found> files(String location, String given) throws IOException {
        Path folder;
        try {
            folder = Path.of(given).toAbsolutePath().normalize();
        } catch (InvalidPathException invalid) {
            report(
                    ErrorCode.BAD_LOCATION,
                    location,
                    "is not a path of this file system: %s.".formatted(invalid.getReason()),
                    Remedy.of("Correct %s.", Setting.LOCATIONS));
            return List.of();
        }
        if (!Files.isDirectory(folder)) {
            reportMissing(location, Files.exists(folder) ? "is a file, not a folder." : "does not exist.");
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        FolderFiles.in(folder, this.problems).forEach((relative, file) -> {
            Resource resource = new FileSystemResource(file);
            if (isScript(relative) && this.seen.add(url(resource))) {
                found.add(new Found(FolderFiles.location(file), resource));
            }
        });
        return found;
    }

    private Collection<Found> resources(String location, String folder, JarEntries jarEntries) throws IOException {
        String prefix = prefix(folder);
        Optional<List<String>> indexed = this.index.filesIn(folder);
        if (indexed.isPresent()) {
            return indexed.get().stream()
                    .map((path) -> "classpath:" + prefix + path)
                    .filter(this.seen::add)
                    .map((name) -> new Found(name, this.resolver.getResource(name)))
                    .toList();
        }
        ClassPathFolder onClassPath = new ClassPathFolder(this.resolver, jarEntries, prefix, this.problems);
        TreeMap<String, Found> sorted = new TreeMap<>();
        for (ClassPathFolder.File file : onClassPath.files()) {
            String relative = file.path();
            if (isIncluded(prefix, relative) && this.seen.add(url(file.resource()))) {
                Found first = sorted.get(relative);
                Found next = new Found("classpath:" + prefix + relative, file.resource());
                sorted.put(relative, first == null ? next : first.with(next));
            }
        }
        if (!onClassPath.exists()) {
            reportMissing(location, "does not exist.");
        }
        return sorted.values();
    }

    private static String url(Resource resource) {
        try {
            return resource.getURL().toString();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static boolean isScript(String relative) {
        return relative.toLowerCase(Locale.ROOT).endsWith(SCRIPT)
                && !relative.startsWith(".")
                && !relative.contains("/.");
    }

    /** Returns whether it is a class file other than {@code package-info} and {@code module-info}. */
    private static boolean isClass(String relative) {
        return relative.endsWith(CLASS) && relative.indexOf('-') < 0;
    }

    private void reportMissing(String location, String problem) {
        report(
                ErrorCode.MISSING_LOCATION,
                location,
                problem,
                Remedy.of(
                        "Run %s to create the folder, or correct %s. If the folder exists in the project, rebuild the application.",
                        new Command("init"), Setting.LOCATIONS));
    }

    private void report(ErrorCode code, String location, String problem, Remedy remedy) {
        this.problems.add(
                new Problem(code, null, "'%s' in 'migrate.locations' %s".formatted(location, problem), remedy));
    }
}
