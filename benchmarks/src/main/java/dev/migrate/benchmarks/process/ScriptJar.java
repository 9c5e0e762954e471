package dev.migrate.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The migrations as they are packed with an application, folders and all. */
final class ScriptJar implements AutoCloseable {

    private final JarOutputStream jar;
    private final Set<String> folders = new HashSet<>();

    private ScriptJar(Path file) throws IOException {
        this.jar = new JarOutputStream(Files.newOutputStream(file));
    }

    /** Writes the jar that a tool reads. */
    static void write(Path file, Peer peer, int migrations) throws IOException {
        try (ScriptJar jar = new ScriptJar(file)) {
            for (int number = 1; number <= migrations; number++) {
                jar.add(peer.path(number), peer.text(number));
            }
            if (peer == Peer.LIQUIBASE) {
                jar.add("db/changelog/db.changelog-master.yaml", """
                        databaseChangeLog:
                          - includeAll:
                              path: db/changelog/changes/
                        """);
            }
        }
    }

    private void add(String path, String text) throws IOException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash + 1);
            if (this.folders.add(folder)) {
                this.jar.putNextEntry(new JarEntry(folder));
            }
        }
        this.jar.putNextEntry(new JarEntry(path));
        this.jar.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        this.jar.close();
    }
}
