package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Session state of the client of MySQL or MariaDB. Only a new session discards all state; the client itself can
 * reconnect to the database that it was started with.
 */
public final class MySqlClientSession implements ClientSession {

    private final List<String> limits;
    private final List<String> head;
    private boolean dirty;

    /**
     * Creates the state.
     *
     * @param head the lines that the client runs first
     * @param limits the statements that set the limits of the run
     */
    public MySqlClientSession(List<String> head, List<String> limits) {
        this.head = head;
        this.limits = limits;
    }

    @Override
    public List<String> capture() {
        return this.limits;
    }

    @Override
    public void beforeStatement(Statement statement) {
        this.dirty |= MySqlSessionStateLeak.any(statement) || MySqlSessionStateLeak.mayRunCode(statement);
    }

    @Override
    public List<String> endScript() {
        return this.dirty ? this.head : List.of();
    }

    @Override
    public List<String> renew() {
        List<String> lines = new ArrayList<>();
        if (this.dirty) {
            lines.add("connect");
            lines.addAll(this.head);
            lines.addAll(this.limits);
        }
        this.dirty = false;
        return lines;
    }

    @Override
    public boolean switchesDatabase(Statement statement) {
        return statement.head().startsWith("use ");
    }

    @Override
    public boolean releasesLock() {
        return this.dirty;
    }
}
