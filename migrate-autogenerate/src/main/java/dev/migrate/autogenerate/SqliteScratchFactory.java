package dev.migrate.autogenerate;

import dev.migrate.dialect.Dialect;
import dev.migrate.inspect.Inspectors;
import dev.migrate.inspect.Scope;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens private in-memory databases, which end with the process. */
final class SqliteScratchFactory implements ScratchFactory {

    private final Dialect dialect;
    private final Scope scope;

    SqliteScratchFactory(Dialect dialect, Scope scope) {
        this.dialect = dialect;
        this.scope = scope;
    }

    @Override
    public Scratch open() {
        try {
            return new SessionScratch(
                    DriverManager.getConnection("jdbc:sqlite::memory:"), Inspectors.of(this.dialect), this.scope);
        } catch (SQLException failure) {
            throw SessionScratch.failed("No scratch database can be opened in memory", failure);
        }
    }

    @Override
    public void sweep() {}

    @Override
    public void close() {}
}
