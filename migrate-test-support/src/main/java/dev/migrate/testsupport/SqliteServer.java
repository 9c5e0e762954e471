package dev.migrate.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import org.sqlite.SQLiteJDBCLoader;

/** Runs SQLite in this process. Each database is a file in a separate folder, which also contains SQLite's journals. */
final class SqliteServer implements Server {

    @Override
    public String description() {
        return SQLiteJDBCLoader.getVersion() + " (in this process)";
    }

    @Override
    public TestDatabase create() {
        Path folder = newFolder();
        String url = "jdbc:sqlite:" + folder.resolve("test.db");
        return new TestDatabase(DatabaseProduct.SQLITE, url, "", "", () -> remove(folder), this::create);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(TestDatabase.uniqueName());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not create a folder for an SQLite database", e);
        }
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove the SQLite database in " + folder, e);
        }
    }
}
