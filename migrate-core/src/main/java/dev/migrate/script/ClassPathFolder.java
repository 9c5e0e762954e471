package dev.migrate.script;

import dev.migrate.error.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/** A folder in all folders and jars of the class path. */
final class ClassPathFolder {

    private static final String END_OF_JAR = ResourceUtils.JAR_URL_SEPARATOR;

    private final ResourcePatternResolver resolver;
    private final String prefix;
    private final Problems problems;
    private final List<File> files = new ArrayList<>();
    private boolean exists;

    /**
     * Creates a folder.
     *
     * @param prefix its path with a slash at the end; empty for the root of the class path
     */
    ClassPathFolder(ResourcePatternResolver resolver, String prefix, Problems problems) {
        this.resolver = resolver;
        this.prefix = prefix;
        this.problems = problems;
    }

    /**
     * A file.
     *
     * @param path its path below the folder
     */
    record File(String path, Resource resource) {}

    /** Returns whether a folder or a jar of the class path contains this folder. */
    boolean exists() {
        return this.exists;
    }

    /** Finds the files below the folder, in the order of the class path for each kind of root. */
    List<File> files() throws IOException {
        Map<String, Resource> jars = new LinkedHashMap<>();
        for (Resource folder : this.resolver.getResources("classpath*:" + this.prefix)) {
            String url = folder.getURL().toString();
            this.exists = true;
            if (ResourceUtils.isFileURL(folder.getURL())) {
                addFolder(folder);
            } else if (url.startsWith(ResourceUtils.JAR_URL_PREFIX) && url.contains(END_OF_JAR)) {
                String jar = url.substring(0, url.lastIndexOf(END_OF_JAR) + END_OF_JAR.length());
                jars.putIfAbsent(jar, this.resolver.getResource(jar));
            } else {
                addOther(url.endsWith("/") ? url : url + "/");
            }
        }
        for (Resource root : this.resolver.getResources("classpath*:")) {
            String url = root.getURL().toString();
            if (url.startsWith(ResourceUtils.JAR_URL_PREFIX) && url.endsWith(END_OF_JAR)) {
                jars.putIfAbsent(url, root);
            }
        }
        for (Resource jar : jars.values()) {
            JarEntries.in(jar, this.prefix).forEach(this::add);
        }
        return this.files;
    }

    private void addFolder(Resource folder) throws IOException {
        FolderFiles.in(Path.of(folder.getURI()), this.problems)
                .forEach((path, file) -> add(path, new FileSystemResource(file)));
    }

    /** Adds the files of a folder that is neither in the file system nor in a jar, such as one of a virtual file system. */
    private void addOther(String url) throws IOException {
        for (Resource file : this.resolver.getResources(url + "**")) {
            String path = file.getURL().toString();
            if (path.startsWith(url)) {
                add(StringUtils.uriDecode(path.substring(url.length()), StandardCharsets.UTF_8), file);
            }
        }
    }

    private void add(String path, Resource file) {
        this.exists = true;
        this.files.add(new File(path, file));
    }
}
