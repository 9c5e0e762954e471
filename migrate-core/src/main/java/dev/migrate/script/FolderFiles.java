package dev.migrate.script;

import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.error.Problem;
import dev.migrate.error.Problems;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files below a folder of the file system. Hidden files and folders are ignored. What cannot be read is a problem,
 * since it might be, or contain, a script.
 */
final class FolderFiles extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final Problems problems;
    private final TreeMap<String, Path> files = new TreeMap<>();

    private FolderFiles(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Returns the files by their path below the folder, with {@code /} as the separator. */
    static Map<String, Path> in(Path folder, Problems problems) throws IOException {
        FolderFiles found = new FolderFiles(folder, problems);
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found);
        return found.files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String relative = this.folder.relativize(file).toString().replace('\\', '/');
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isRegularFile()) {
            this.files.put(relative, file);
        } else if (ScriptFinder.isScript(relative)) {
            boolean dangling = attributes.isSymbolicLink();
            report(
                    ErrorCode.UNREADABLE_SCRIPT,
                    file,
                    dangling ? "This link has no target." : "This is not a regular file.",
                    dangling ? "Correct the link, or remove it." : "Remove it from the folder.");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        boolean loop = failure instanceof FileSystemLoopException;
        boolean denied = failure instanceof AccessDeniedException;
        report(
                ErrorCode.UNREADABLE_LOCATION,
                file,
                loop
                        ? "This link leads to a folder that contains it."
                        : "Could not read the folder: %s.".formatted(denied ? "access denied" : failure),
                loop
                        ? "Remove the link."
                        : "Grant the user '%s' read access to it, then retry."
                                .formatted(System.getProperty("user.name")));
        return FileVisitResult.CONTINUE;
    }

    private boolean isHidden(Path file) {
        return !file.equals(this.folder) && file.getFileName().toString().startsWith(".");
    }

    private void report(ErrorCode code, Path file, String message, String remedy) {
        this.problems.add(new Problem(code, new Location(location(file), 1), message, remedy));
    }

    /** Returns the location of a file, as shown to users. */
    static String location(Path file) {
        return "file:" + file.toString().replace('\\', '/');
    }
}
