package dev.migrate.run;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.DatabaseException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Log;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Forces committed data to the file of the database, on products that defer this and if the user has the privilege. */
final class DiskFlush {

    private static final Log LOGGER = Log.of(DiskFlush.class);

    private final Session session;
    private final Dialect dialect;
    private Optional<String> statement = Optional.empty();
    private boolean known;

    DiskFlush(Session session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    void flush() {
        try {
            if (!this.known) {
                this.statement = this.dialect.checkpoint(this.session.connection());
                this.known = true;
            }
            if (this.statement.isPresent()) {
                run(this.statement.get());
            }
        } catch (SQLException failure) {
            throw new DatabaseException(
                    ErrorCode.DATABASE_ERROR,
                    "The transaction is committed, but the database could not write it to its file: "
                            + failure.getMessage(),
                    "Nothing was rolled back. The changes are lost only if the database stops before it writes them. Correct"
                            + " the reported cause, then run the same command again with the script unchanged.",
                    failure);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement jdbc = this.session.connection().createStatement()) {
            jdbc.execute(sql);
        } catch (SQLException failure) {
            if (!this.dialect.isMissingPrivilege(failure)) {
                throw failure;
            }
            LOGGER.warn(
                    "The database user lacks the privilege for '{}', so the last commits are lost if the process is"
                            + " killed: {}",
                    sql,
                    failure.getMessage());
            this.statement = Optional.empty();
        }
    }
}
