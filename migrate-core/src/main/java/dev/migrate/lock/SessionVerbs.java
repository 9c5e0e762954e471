package dev.migrate.lock;

import dev.migrate.dialect.SessionLock;
import dev.migrate.report.LockHolder;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** A lock of the session: the database gives it back when the session ends, however it ends. */
final class SessionVerbs implements LockVerbs {

    private final JdbcTemplate jdbc;
    private final SessionLock lock;
    private final String key;
    private final HolderRow row;

    SessionVerbs(JdbcTemplate jdbc, SessionLock lock, String key, HolderRow row) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.key = key;
        this.row = row;
    }

    @Override
    public boolean tryLock() {
        if (!answersOne(this.lock.tryLock())) {
            return false;
        }
        try {
            if (!this.row.takeIfThere()) {
                this.row.create();
                this.row.take("0", "1 = 1");
            }
            return true;
        } catch (RuntimeException failure) {
            answersOne(this.lock.unlock());
            throw failure;
        }
    }

    /** A driver or a proxy may have put another session in the place of the one that has the lock. */
    @Override
    public boolean renew() {
        return answersOne(this.lock.mine());
    }

    @Override
    public void workingOn(String revision) {
        this.row.workingOn(revision);
    }

    @Override
    public void unlock() {
        try {
            this.row.clear();
        } finally {
            answersOne(this.lock.unlock());
        }
    }

    @Override
    public Optional<LockHolder> holder() {
        return this.row.read(this.lock.held(), this.key);
    }

    private boolean answersOne(String query) {
        Integer answer = this.jdbc.queryForObject(query, Integer.class, this.key);
        return answer != null && answer == 1;
    }
}
