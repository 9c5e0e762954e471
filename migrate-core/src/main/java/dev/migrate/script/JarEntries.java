package dev.migrate.script;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.springframework.core.io.Resource;

/**
 * The files in a folder of a jar. They are found by their own entries, since many tools write jars without entries for
 * folders.
 */
final class JarEntries {

    private JarEntries() {}

    /**
     * Returns the files below a folder by their path in it.
     *
     * @param root the root of a jar, whose URL ends with {@code !/}
     * @param prefix the path of the folder in the jar, with a slash at its end
     */
    static Map<String, Resource> in(Resource root, String prefix) throws IOException {
        Map<String, Resource> files = new TreeMap<>();
        for (String name : names(root, prefix)) {
            files.put(name.substring(prefix.length()), root.createRelative(encoded(name)));
        }
        return files;
    }

    private static List<String> names(Resource root, String prefix) throws IOException {
        URLConnection connection = root.getURL().openConnection();
        if (!(connection instanceof JarURLConnection jarConnection)) {
            throw new IOException("'%s' is not a jar".formatted(root.getURL()));
        }
        jarConnection.setUseCaches(false);
        try (JarFile jar = jarConnection.getJarFile()) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter((name) -> name.startsWith(prefix) && !name.endsWith("/"))
                    .toList();
        }
    }

    /** Encodes the name of an entry for a URL. An exclamation mark would be read as the end of a nested jar's path. */
    private static String encoded(String name) throws IOException {
        try {
            return new URI(null, null, "/" + name, null)
                    .toASCIIString()
                    .substring(1)
                    .replace("!", "%21");
        } catch (URISyntaxException ex) {
            throw new IOException("'%s' cannot be part of a URL".formatted(name), ex);
        }
    }
}
