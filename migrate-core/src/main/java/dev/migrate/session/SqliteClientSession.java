package dev.migrate.session;

import dev.migrate.sql.SqlitePragma;
import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Session state of sqlite3, which can neither store the value of a pragma nor set a computed one. Pragmas that a
 * revision sets are reset to the client's defaults.
 */
public final class SqliteClientSession implements ClientSession {

    private static final String NAME = "(\"[^\"]+\"|\\w+)";
    private static final Pattern ATTACH = Pattern.compile("(?is)attach\\b.*\\sas\\s+" + NAME + "\\s*");
    private static final Pattern TEMPORARY = Pattern.compile(
            "(?is)create\\s+temp(?:orary)?\\s+(table|view|trigger)\\s+(?:if\\s+not\\s+exists\\s+)?" + NAME + ".*");
    private static final Pattern IN_TEMPORARY =
            Pattern.compile("(?is)create\\s+(table|view)\\s+(?:if\\s+not\\s+exists\\s+)?temp\\s*\\.\\s*" + NAME + ".*");

    private static final Map<String, String> BEGINS_WITH = Map.ofEntries(
            Map.entry("automatic_index", "1"),
            Map.entry("cache_size", "-2000"),
            Map.entry("case_sensitive_like", "0"),
            Map.entry("cell_size_check", "0"),
            Map.entry("foreign_keys", "0"),
            Map.entry("full_column_names", "0"),
            Map.entry("ignore_check_constraints", "0"),
            Map.entry("legacy_alter_table", "0"),
            Map.entry("locking_mode", "normal"),
            Map.entry("query_only", "0"),
            Map.entry("read_uncommitted", "0"),
            Map.entry("recursive_triggers", "0"),
            Map.entry("reverse_unordered_selects", "0"),
            Map.entry("short_column_names", "1"),
            Map.entry("synchronous", "2"),
            Map.entry("temp_store", "0"),
            Map.entry("trusted_schema", "1"),
            Map.entry("writable_schema", "0"));

    private final String busyTimeout;
    private final Set<String> cleanup = new LinkedHashSet<>();
    private boolean readOnly;

    public SqliteClientSession(SessionLimits sessionLimits) {
        this.busyTimeout = String.valueOf(sessionLimits.lock().toMillis());
    }

    @Override
    public List<String> capture() {
        return List.of("pragma busy_timeout = %s;".formatted(this.busyTimeout));
    }

    @Override
    public void beforeStatement(Statement statement) {
        String sql = statement.sql().strip();
        SqlitePragma.of(sql).filter(SqlitePragma::isAssignment).ifPresent(this::beforePragma);
        Matcher attach = ATTACH.matcher(sql);
        if (attach.matches()) {
            this.cleanup.add("detach %s;".formatted(attach.group(1)));
        }
        for (Pattern pattern : List.of(TEMPORARY, IN_TEMPORARY)) {
            Matcher temporary = pattern.matcher(sql);
            if (temporary.matches()) {
                this.cleanup.add("drop %s if exists temp.%s;".formatted(temporary.group(1), temporary.group(2)));
            }
        }
    }

    private void beforePragma(SqlitePragma pragma) {
        String value = pragma.name().equals("busy_timeout") ? this.busyTimeout : BEGINS_WITH.get(pragma.name());
        if (value != null) {
            this.cleanup.add("pragma %s = %s;".formatted(pragma.name(), value));
        }
        this.readOnly |= pragma.name().equals("query_only");
    }

    @Override
    public List<String> endScript() {
        return this.readOnly ? List.of("pragma query_only = 0;") : List.of();
    }

    @Override
    public List<String> renew() {
        List<String> lines = new ArrayList<>(this.cleanup);
        this.cleanup.clear();
        this.readOnly = false;
        return lines;
    }
}
