package dev.migrate.scratch;

import dev.migrate.inspect.sqlite.SqliteInspector;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Opens private in-memory databases, which end with the process. */
public final class SqliteScratchFactory implements ScratchFactory {

    private final LiveDatabase live;

    /** Creates a factory. */
    public SqliteScratchFactory(LiveDatabase live) {
        this.live = live;
    }

    @Override
    public Scratch open() {
        try {
            return new SessionScratch(
                    DriverManager.getConnection("jdbc:sqlite::memory:"),
                    new SqliteInspector(this.live.dialect().ddl()),
                    this.live.scope());
        } catch (SQLException failure) {
            throw SessionScratch.failed("Could not open a scratch database in memory", failure);
        }
    }

    @Override
    public void sweep() {}

    @Override
    public void close() {}
}
