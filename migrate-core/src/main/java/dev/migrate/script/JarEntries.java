package dev.migrate.script;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ResourceUtils;

/**
 * The files in folders of the jars of the class path. They are found by their own entries, since many tools write jars
 * without entries for folders. Each jar is read once.
 */
final class JarEntries {

    private final ResourcePatternResolver resolver;
    private final Collection<String> prefixes;
    private final Map<String, List<String>> names = new HashMap<>();
    private List<Resource> roots = List.of();

    /**
     * Creates the entries.
     *
     * @param prefixes the paths of the folders, each with a slash at its end; empty for the root
     */
    JarEntries(ResourcePatternResolver resolver, Collection<String> prefixes) {
        this.resolver = resolver;
        this.prefixes = List.copyOf(prefixes);
    }

    /** Returns the roots of the jars, whose URLs end with {@code !/}, in the order of the class path. */
    List<Resource> roots() throws IOException {
        if (this.roots.isEmpty()) {
            List<Resource> found = new ArrayList<>();
            for (Resource root : this.resolver.getResources("classpath*:")) {
                String url = root.getURL().toString();
                if (url.startsWith(ResourceUtils.JAR_URL_PREFIX) && url.endsWith(ResourceUtils.JAR_URL_SEPARATOR)) {
                    found.add(root);
                }
            }
            this.roots = List.copyOf(found);
        }
        return this.roots;
    }

    /**
     * Returns the files below a folder by their path in it.
     *
     * @param root the root of a jar, whose URL ends with {@code !/}
     * @param prefix the path of one of the folders
     */
    Map<String, Resource> in(Resource root, String prefix) throws IOException {
        Map<String, Resource> files = new TreeMap<>();
        for (String name : names(root)) {
            if (name.startsWith(prefix)) {
                files.put(name.substring(prefix.length()), root.createRelative(encoded(name)));
            }
        }
        return files;
    }

    private List<String> names(Resource root) throws IOException {
        String url = root.getURL().toString();
        List<String> known = this.names.get(url);
        if (known == null) {
            known = read(root);
            this.names.put(url, known);
        }
        return known;
    }

    private List<String> read(Resource root) throws IOException {
        URLConnection connection = root.getURL().openConnection();
        if (!(connection instanceof JarURLConnection jarConnection)) {
            throw new IOException("'%s' is not a jar".formatted(root.getURL()));
        }
        jarConnection.setUseCaches(false);
        try (JarFile jar = jarConnection.getJarFile()) {
            List<String> found = new ArrayList<>();
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (!name.endsWith("/") && isInFolder(name)) {
                    found.add(name);
                }
            }
            return found;
        }
    }

    private boolean isInFolder(String name) {
        for (String prefix : this.prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
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
