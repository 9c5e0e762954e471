package dev.migrate.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite in this process; a database is a file in a folder of its own, beside which SQLite lays its journals. */
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
            throw new UncheckedIOException("No folder for a SQLite database", e);
        }
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the SQLite database in " + folder, e);
        }
    }
}
