package dev.migrate.failure;

import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines whether MySQL or MariaDB rejected a statement before running it, by having the server parse it again. */
public final class MySqlSyntaxCheck {

    private static final Pattern CALL = Pattern.compile("(?is)\\s*call\\b.*");
    private static final Pattern SUBQUERY = Pattern.compile("(?is).*\\bselect\\b.*");

    private static final Pattern CALLED_ROUTINE =
            Pattern.compile("(?is)\\s*call\\s+(?:(`[^`]+`|[^\\s`.(]+)\\s*\\.\\s*)?(`[^`]+`|[^\\s`.(;]+)\\s*(?:\\(.*)?");

    /**
     * Messages for a missing routine, a wrong number of arguments, or no privilege to execute it. Each names the
     * routine.
     */
    private static final Pattern ROUTINE_FAILURE = Pattern.compile(
            "(?is).*(?:PROCEDURE (\\S+) does not exist|arguments for PROCEDURE ([^;\\s]+);|denied to user .* for routine '([^']+)').*");

    private static final int SYNTAX_ERROR = 1064;

    private final Connection connection;
    private final String sql;

    public MySqlSyntaxCheck(Connection connection, Statement statement) {
        this.connection = connection;
        this.sql = statement.sql();
    }

    /**
     * Returns whether the server rejects the statement with this failure before running it. A statement inside a called
     * routine might fail the same way, so for a call, a failure that depends on existing objects counts only if the
     * routine cannot have run.
     */
    public boolean rejects(SQLException failure) throws SQLException {
        if (CALL.matcher(this.sql).matches()) {
            Matcher named = ROUTINE_FAILURE.matcher(Objects.requireNonNullElse(failure.getMessage(), ""));
            if (named.matches()) {
                return isCallOf(named);
            }
            if (SUBQUERY.matcher(this.sql).matches() && failure.getErrorCode() != SYNTAX_ERROR) {
                return false;
            }
        }
        return failsToParse(failure);
    }

    /**
     * Returns whether the statement calls the routine that the message names. A routine cannot drop itself while it
     * runs, so a called routine that is missing has not run.
     */
    private boolean isCallOf(Matcher named) throws SQLException {
        Matcher called = CALLED_ROUTINE.matcher(this.sql);
        if (!called.matches()) {
            return false;
        }
        String schema =
                called.group(1) == null ? String.valueOf(this.connection.getCatalog()) : unquoted(called.group(1));
        String missing = Objects.requireNonNullElse(
                named.group(1), Objects.requireNonNullElse(named.group(2), String.valueOf(named.group(3))));
        return missing.equalsIgnoreCase(schema + '.' + unquoted(called.group(2)));
    }

    private static String unquoted(String name) {
        return name.replace("`", "");
    }

    private boolean failsToParse(SQLException failure) throws SQLException {
        try (PreparedStatement text = this.connection.prepareStatement("set @migrate_statement = ?")) {
            text.setString(1, this.sql);
            text.execute();
        }
        try (java.sql.Statement jdbc = this.connection.createStatement()) {
            try {
                jdbc.execute("prepare migrate_statement from @migrate_statement");
            } catch (SQLException rejection) {
                return rejection.getErrorCode() == failure.getErrorCode();
            } finally {
                jdbc.execute("set @migrate_statement = null");
            }
            jdbc.execute("deallocate prepare migrate_statement");
            return false;
        }
    }
}
