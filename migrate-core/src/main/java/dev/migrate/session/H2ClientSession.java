package dev.migrate.session;

import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Session state of H2's RunScript. Stores in variables the statements that restore the settings. */
public final class H2ClientSession implements ClientSession {

    private static final Pattern VARIABLE = Pattern.compile("(?i)@(\\w+)\\s*:?=");
    private static final Pattern TEMPORARY = Pattern.compile(
            "(?i)create\\s+local\\s+temporary\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?((?:\"[^\"]+\"|\\w+)(?:\\.(?:\"[^\"]+\"|\\w+))?)");
    private static final String SETTING =
            "(select 'set %1$s ' || SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME = '%2$s')";

    /** The expressions that create the restoring statements, by name of the variable. */
    private static final Map<String, String> CAPTURED = captured();

    private final List<String> limits;
    private final Set<String> cleanup = new LinkedHashSet<>();
    private boolean dirty;

    public H2ClientSession(List<String> limits) {
        this.limits = limits;
    }

    private static Map<String, String> captured() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("schema", "(select STATE_COMMAND from INFORMATION_SCHEMA.SESSION_STATE where STATE_KEY = 'SCHEMA')");
        all.put("lock", "'set lock_timeout ' || lock_timeout()");
        all.put("query", SETTING.formatted("query_timeout", "QUERY_TIMEOUT"));
        all.put("mode", SETTING.formatted("mode", "MODE"));
        all.put("binary", SETTING.formatted("variable_binary", "VARIABLE_BINARY"));
        all.put("large", SETTING.formatted("truncate_large_length", "TRUNCATE_LARGE_LENGTH"));
        all.put("old", SETTING.formatted("old_information_schema", "OLD_INFORMATION_SCHEMA"));
        all.put(
                "words",
                "'set non_keywords ' || coalesce((select SETTING_VALUE from INFORMATION_SCHEMA.SETTINGS"
                        + " where SETTING_NAME = 'NON_KEYWORDS'), '')");
        all.put(
                "zone",
                "(select 'set time zone ''' || SETTING_VALUE || '''' from INFORMATION_SCHEMA.SETTINGS"
                        + " where SETTING_NAME = 'TIME ZONE')");
        all.put(
                "isolation",
                "(select 'set session characteristics as transaction isolation level ' || ISOLATION_LEVEL"
                        + " from INFORMATION_SCHEMA.SESSIONS where SESSION_ID = session_id())");
        return all;
    }

    @Override
    public List<String> capture() {
        List<String> lines = new ArrayList<>(this.limits);
        CAPTURED.forEach((name, sql) -> lines.add("set @migrate_%s = %s;".formatted(name, sql)));
        return lines;
    }

    @Override
    public void beforeStatement(Statement statement) {
        this.dirty |= H2SessionState.isNotPlain(statement);
        Matcher variable = VARIABLE.matcher(statement.sql());
        while (variable.find()) {
            this.cleanup.add("set @%s = null;".formatted(variable.group(1)));
        }
        Matcher table = TEMPORARY.matcher(statement.sql());
        while (table.find()) {
            this.cleanup.add("drop table if exists %s;".formatted(table.group(1)));
        }
    }

    /** Switches to the captured schema, so that unqualified names resolve as at the start of the script. */
    @Override
    public List<String> switchToEngine(boolean first) {
        return this.dirty
                ? List.of(
                        "set @migrate_script = %s;".formatted(CAPTURED.get("schema")),
                        "execute immediate @migrate_schema;")
                : List.of();
    }

    @Override
    public List<String> switchToScript() {
        return this.dirty ? List.of("execute immediate @migrate_script;") : List.of();
    }

    @Override
    public List<String> endScript() {
        return this.dirty ? List.of("execute immediate @migrate_schema;") : List.of();
    }

    @Override
    public List<String> renew() {
        if (!this.dirty) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(this.cleanup);
        CAPTURED.keySet().forEach((name) -> lines.add("execute immediate @migrate_%s;".formatted(name)));
        this.cleanup.clear();
        this.dirty = false;
        return lines;
    }
}
