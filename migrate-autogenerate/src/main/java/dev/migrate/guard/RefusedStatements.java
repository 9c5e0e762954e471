package dev.migrate.guard;

import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.error.Location;
import dev.migrate.guard.StatementGuard.Finding;
import dev.migrate.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses models with statements that might reach outside of the scratch database, before any of them runs. */
public final class RefusedStatements {

    /** The location of a statement that was not read from a file. */
    public static final Location NOWHERE = new Location("", 1);

    private RefusedStatements() {}

    /**
     * Checks statements.
     *
     * @param start the first words of the message, whose object is the statements
     * @throws AutogenerateException if there are such statements; the message lists all of them
     */
    public static void check(StatementGuard guard, List<Statement> statements, String start) {
        List<Finding> findings = guard.findings(statements);
        if (!findings.isEmpty()) {
            throw new AutogenerateException(
                    ErrorCode.MODEL_REFUSED,
                    "%s %s that might reach outside of the scratch database:%n%s"
                            .formatted(
                                    start,
                                    findings.size() == 1 ? "a statement" : findings.size() + " statements",
                                    findings.stream()
                                            .map(RefusedStatements::line)
                                            .collect(Collectors.joining(System.lineSeparator()))),
                    "Remove them from the models: models define the schema of one database. Write what else it needs into a revision, or run it by hand.",
                    null);
        }
    }

    private static String line(Finding finding) {
        Location location = finding.statement().location();
        return "    %s%s: %s"
                .formatted(
                        location.equals(NOWHERE) ? "" : location + " ",
                        finding.reason(),
                        Statement.excerpt(finding.statement().sql()));
    }
}
