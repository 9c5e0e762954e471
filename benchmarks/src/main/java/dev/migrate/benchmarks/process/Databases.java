package dev.migrate.benchmarks.process;

import dev.migrate.testsupport.DatabaseProduct;
import dev.migrate.testsupport.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Empty databases of one product, with the settings of the server. They are removed in the end. */
final class Databases implements AutoCloseable {

    private final DatabaseProduct product;
    private final Path folder;
    private final TestDatabase first;
    private final List<TestDatabase> others = new ArrayList<>();

    /**
     * Opens the server.
     *
     * @param folder where databases that are files are created
     */
    Databases(DatabaseProduct product, Path folder) {
        this.product = product;
        this.folder = folder;
        this.first = TestDatabase.on(product);
    }

    /** Returns an empty database. */
    TestDatabase next() {
        TestDatabase database = this.product == DatabaseProduct.H2
                ? TestDatabase.inFile(this.folder.resolve(UUID.randomUUID().toString()))
                : this.first.another();
        this.others.add(database);
        if (this.product == DatabaseProduct.POSTGRESQL) {
            String name = database.jdbc().queryForObject("select current_database()", String.class);
            database.jdbc().execute("alter database %s reset all".formatted(name));
        }
        return database;
    }

    @Override
    public void close() {
        this.others.forEach(TestDatabase::close);
        this.first.close();
    }
}
