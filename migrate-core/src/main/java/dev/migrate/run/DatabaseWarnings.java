package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.Location;
import dev.migrate.error.Log;
import dev.migrate.error.OneLine;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** Logs the warnings of the database for one statement, at most 100. */
final class DatabaseWarnings implements AutoCloseable {

    private static final Log LOGGER = Log.of(DatabaseWarnings.class);
    private static final int MAX_WARNINGS = 100;

    private final Dialect dialect;
    private final Location location;
    private int count;

    DatabaseWarnings(Dialect dialect, Location location) {
        this.dialect = dialect;
        this.location = location;
    }

    /** Logs the warnings of a statement that Java code ran. The code can still read them. */
    void log(Statement statement) throws SQLException {
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            log(warning);
        }
    }

    void log(SQLWarning warning) {
        if (++this.count > MAX_WARNINGS) {
            return;
        }
        String text = OneLine.of(String.valueOf(warning.getMessage()).strip());
        if (this.dialect.isNotice(warning)) {
            LOGGER.info("{}: {} reports: {}", this.location, this.dialect, text);
        } else {
            LOGGER.warn("{}: {} warns: {}", this.location, this.dialect, text);
        }
    }

    @Override
    public void close() {
        if (this.count > MAX_WARNINGS) {
            LOGGER.warn("{}: {} more warnings are not logged.", this.location, this.count - MAX_WARNINGS);
        }
    }
}
