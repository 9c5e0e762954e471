package dev.migrate.run;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rejects the commit of a transaction without foreign keys if it would leave more violations than there were before. */
final class ForeignKeyCheck {

    private final Session session;
    private final boolean required;
    private final Map<String, Long> before;

    private ForeignKeyCheck(Session session, boolean required, Map<String, Long> before) {
        this.session = session;
        this.required = required;
        this.before = before;
    }

    /**
     * Begins a check in the transaction that has just started.
     *
     * @param required whether the transaction runs without foreign keys
     */
    static ForeignKeyCheck of(Session session, boolean required) {
        return new ForeignKeyCheck(session, required, required ? violations(session) : Map.of());
    }

    private static Map<String, Long> violations(Session session) {
        try {
            return session.dialect().foreignKeyViolations(session.connection());
        } catch (SQLException failure) {
            throw Session.failed("Check the foreign keys", failure);
        }
    }

    /**
     * Compares the violations with those at the beginning.
     *
     * @throws CommitFailure if there are more
     */
    void rejectNewViolations() {
        if (!this.required) {
            return;
        }
        List<String> added = new ArrayList<>();
        violations(this.session).forEach((rows, count) -> {
            long more = count - this.before.getOrDefault(rows, 0L);
            if (more > 0) {
                added.add(more + " " + rows);
            }
        });
        if (!added.isEmpty()) {
            throw new CommitFailure(
                    new SQLIntegrityConstraintViolationException(
                            "the section leaves " + String.join(", ", added), "23000"),
                    true);
        }
    }
}
