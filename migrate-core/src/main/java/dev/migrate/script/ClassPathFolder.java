package dev.migrate.script;

import dev.migrate.error.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/** A folder in all folders and jars of the class path. */
final class ClassPathFolder {

    private static final String END_OF_JAR = ResourceUtils.JAR_URL_SEPARATOR;

    private final ResourcePatternResolver resolver;
    private final JarEntries jarEntries;
    private final String prefix;
    private final Problems problems;
    private boolean exists;

    /**
     * Creates a folder.
     *
     * @param jarEntries the files of the jars, at least those below the prefix
     * @param prefix its path with a slash at the end; empty for the root of the class path
     */
    ClassPathFolder(ResourcePatternResolver resolver, JarEntries jarEntries, String prefix, Problems problems) {
        this.resolver = resolver;
        this.jarEntries = jarEntries;
        this.prefix = prefix;
        this.problems = problems;
    }

    /**
     * A file.
     *
     * @param path its path below the folder
     */
    record File(String path, Resource resource) {}

    /** The files of one or more roots of the class path. */
    @FunctionalInterface
    private interface Part {

        List<File> files() throws IOException;
    }

    /** Returns whether {@link #files} has found this folder in a folder or a jar of the class path. */
    boolean exists() {
        return this.exists;
    }

    /** Finds the files below the folder, in the order of the class path for each kind of root. */
    List<File> files() throws IOException {
        List<File> files = new ArrayList<>();
        for (Part part : parts()) {
            files.addAll(part.files());
        }
        this.exists |= !files.isEmpty();
        return files;
    }

    /** Returns whether it contains a file with a matching path. Jars are only read until one is found. */
    boolean contains(Predicate<String> paths) throws IOException {
        for (Part part : parts()) {
            if (part.files().stream().map(File::path).anyMatch(paths)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the parts of the class path with an entry for the folder, then all other jars. */
    private List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        Map<String, Resource> jars = new LinkedHashMap<>();
        for (Resource folder : this.resolver.getResources("classpath*:" + this.prefix)) {
            String url = folder.getURL().toString();
            this.exists = true;
            if (ResourceUtils.isFileURL(folder.getURL())) {
                parts.add(() -> inFolder(folder));
            } else if (url.startsWith(ResourceUtils.JAR_URL_PREFIX) && url.contains(END_OF_JAR)) {
                String jar = url.substring(0, url.lastIndexOf(END_OF_JAR) + END_OF_JAR.length());
                jars.putIfAbsent(jar, this.resolver.getResource(jar));
            } else {
                parts.add(() -> inOther(url.endsWith("/") ? url : url + "/"));
            }
        }
        for (Resource jar : jars.values()) {
            parts.add(() -> inJar(jar));
        }
        parts.add(() -> inJarsExcept(jars.keySet()));
        return parts;
    }

    private List<File> inFolder(Resource folder) throws IOException {
        return FolderFiles.in(Path.of(folder.getURI()), this.problems).entrySet().stream()
                .map((file) -> new File(file.getKey(), new FileSystemResource(file.getValue())))
                .toList();
    }

    /** Returns the files of a folder that is neither in the file system nor in a jar, such as one of a virtual file system. */
    private List<File> inOther(String url) throws IOException {
        List<File> files = new ArrayList<>();
        for (Resource file : this.resolver.getResources(url + "**")) {
            String path = file.getURL().toString();
            if (path.startsWith(url)) {
                files.add(new File(StringUtils.uriDecode(path.substring(url.length()), StandardCharsets.UTF_8), file));
            }
        }
        return files;
    }

    private List<File> inJar(Resource jar) throws IOException {
        List<File> files = new ArrayList<>();
        for (Map.Entry<String, Resource> file :
                this.jarEntries.in(jar, this.prefix).entrySet()) {
            files.add(new File(file.getKey(), file.getValue()));
        }
        return files;
    }

    private List<File> inJarsExcept(Set<String> known) throws IOException {
        List<File> files = new ArrayList<>();
        for (Resource jar : this.jarEntries.roots()) {
            if (!known.contains(jar.getURL().toString())) {
                files.addAll(inJar(jar));
            }
        }
        return files;
    }
}
