package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A session of the client of MySQL or MariaDB. Only a new session ends everything, and the client can connect again by
 * itself, to the database that it was given.
 */
public final class MySqlClientSession implements ClientSession {

    private final List<String> limits;
    private final List<String> head;
    private boolean dirty;

    /**
     * Makes a session.
     *
     * @param head what the client runs first
     * @param limits statements that set the limits of the run
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
    public void scripted(Statement statement) {
        this.dirty |= MySqlSessionStateLeak.any(statement) || MySqlSessionStateLeak.mayRunCode(statement);
    }

    @Override
    public List<String> end() {
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
    public boolean leavesDatabase(Statement statement) {
        return statement.head().startsWith("use ");
    }

    @Override
    public boolean releasesLock() {
        return this.dirty;
    }
}
