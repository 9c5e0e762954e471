package dev.migrate.guard;

import dev.migrate.guard.PostgresLiveObjects.Definition;
import dev.migrate.sql.Lexer;
import dev.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.util.function.SingletonSupplier;

/**
 * The guard for PostgreSQL. A routine that might reach outside may be created. Then no statement may mention it, except
 * those that do not run it, and no statement may change rows once a trigger runs it.
 */
public final class PostgresGuard extends StatementGuard {

    /** Where a statement starts, also in a block. */
    static final String START = "(?:^|; |>> |begin |atomic |then |else |loop )";

    /** Where a statement starts that can also be an element of CREATE SCHEMA. */
    private static final String START_OF_ELEMENT = START + "(?:create schema\\b[^;]* )?";

    private static final String UNREADABLE = "contains text that cannot be examined";

    private static final String FILE_FUNCTIONS =
            "lo_import|lo_export|pg_read_\\w*file|pg_ls_\\w+|pg_stat_file|pg_file_\\w+|pg_logdir_ls|pg_current_logfile"
                    + "|pg_execute_\\w+";

    private static final String SERVER_FUNCTIONS =
            "pg_reload_conf|pg_rotate_logfile\\w*|pg_logfile_rotate|pg_terminate_backend|pg_cancel_backend"
                    + "|pg_promote|pg_switch_(?:wal|xlog)|pg_wal_replay_\\w+|pg_create_(?:physical|logical)_replication_slot"
                    + "|pg_copy_\\w+_replication_slot|pg_drop_replication_slot|pg_replication_(?:slot|origin)_\\w+"
                    + "|pg_logical_\\w+|pg_sync_replication_slots|pg_create_restore_point"
                    + "|pg_(?:start_backup|stop_backup|backup_start|backup_stop)|pg_log_\\w+"
                    + "|pg_stat_reset\\w*|pg_stat_statements_reset|pg_nextoid|heap_force_\\w+|pg_truncate_visibility_map";

    private static final String NETWORK_FUNCTIONS =
            "dblink\\w*|\\w+_fdw_\\w+|http|http_(?:get|post|put|patch|delete|head)"
                    + "|(?:oracle|mysql|tds|odbc|mongo|redis)_(?:execute|exec|query|diag|close_connections)"
                    + "|run_command_on_\\w+|citus_\\w+|create_(?:distributed|reference)_\\w+|start_metadata_sync_to_\\w+"
                    + "|master_(?:run|add|remove|update|disable|activate)_\\w+"
                    + "|table_import_from_\\w+|query_export_to_\\w+|aws_lambda_\\w+";

    /** The schemas of extensions whose functions act on the server or on other ones. */
    private static final String REACHING_SCHEMAS =
            "cron|aws_\\w+|utl_\\w+|dbms_(?:alert|job|pipe|scheduler|sql)|pglogical|spock|bdr|pgagent|timetable|citus\\w*";

    /** The tables that all databases of a server share. */
    private static final String SERVER_TABLES =
            "pg_authid|pg_auth_members|pg_database|pg_db_role_setting|pg_parameter_acl|pg_replication_origin"
                    + "|pg_shdepend|pg_shdescription|pg_shseclabel|pg_subscription|pg_tablespace";

    /** Functions that run the SQL in one of their arguments. */
    private static final String TEXT_FUNCTIONS =
            "query_to_xml\\w*|cursor_to_xml\\w*|table_to_xml\\w*|schema_to_xml\\w*|database_to_xml\\w*"
                    + "|ts_stat|ts_rewrite|crosstab\\w*|connectby|xpath_table|pgr_\\w+";

    /** Not behind a word that is followed by a name to define or to change, which cannot be a call. */
    private static final String NOT_DEFINED =
            "(?<!\\b(?:table|exists|into|references|view|type|copy|only|(?:index|exists|concurrently) \\S{1,70} on) (?:\\S{1,70} \\. )?)";

    /** The clause that names a tablespace, not a column with this name. */
    private static final String TABLESPACE = START_OF_ELEMENT
            + "(?:create|alter) (?:\\w+ ){0,4}?(?:table|index|view)\\b[^;]*"
            + "(?<![(,.] )(?<!\\b(?:add|column|exists|rename|to|by|on|select|drop|and|or|not|where|as|table|index|view) )"
            + "(tablespace (?!\"?pg_default\\b)\"?\\w+)";

    /** What reaches outside wherever it stands: in a statement, in a block, or in the body of a routine. */
    private static final List<Reach> ANYWHERE = List.of(
            Reach.of(
                    Reach.SERVER,
                    START
                            + "(alter system|(?:create|alter|drop) (?:database|tablespace|role|user|group|subscription)(?! mapping))\\b",
                    START + "((?:reassign|drop) owned)\\b",
                    START + "(checkpoint|prepare transaction|commit prepared|rollback prepared)\\b",
                    START
                            + "((?:comment|security label(?: for \\S+)?) on (?:database|role|tablespace|subscription))\\b",
                    START + "((?:grant|revoke)\\b(?![^;]* on ))\\b",
                    START_OF_ELEMENT + "((?:grant|revoke)\\b[^;]*? on (?:database|tablespace|parameter|foreign))\\b",
                    "(?<![\\w$\"])\"?(%s)(?![\\w$])".formatted(SERVER_TABLES),
                    function(SERVER_FUNCTIONS),
                    function("pg_background_\\w+"),
                    NOT_DEFINED + "(?<![\\w$\"])(\"?(?:net|%s)\"? \\. \"?\\w+\"?) \\(".formatted(REACHING_SCHEMAS),
                    "(\\bsearch_path\"? (?:=|to) (?:\\S+ , )*\"?(?:%s)\"?)(?![\\w$])".formatted(REACHING_SCHEMAS),
                    TABLESPACE,
                    "\\busing index (tablespace (?!\"?pg_default\\b)\"?\\w+)",
                    START + "(reindex \\( [^;]*?\\btablespace)\\b",
                    "\\bset (?:session |local )?\"?((?:default_tablespace|temp_tablespaces)\"? (?:=|to)) (?!''|default\\b|\"?pg_default\\b)"),
            Reach.of(
                    Reach.FILES,
                    START + "(copy\\b[^;]* (?:from|to) program)\\b",
                    START + "(copy\\b[^;]* (?:from|to)) ''",
                    START + "(load) ''",
                    function(FILE_FUNCTIONS)),
            Reach.of(
                    Reach.DATABASE,
                    function(NETWORK_FUNCTIONS),
                    START + "((?:create|alter|drop) (?:server|foreign table|foreign data wrapper|user mapping))\\b",
                    START + "(import foreign schema)\\b"),
            Reach.of(Reach.DYNAMIC, function(TEXT_FUNCTIONS)),
            Reach.of(
                    "changes the catalog",
                    "(?:insert into|(?<!on )update|delete from|merge into|truncate|truncate table) (?:only )?(?:\"?pg_catalog\"? \\. )?\"?(pg_(?!settings)\\w+)"),
            Reach.of(
                    "changes how texts are read",
                    "\\bset (?:session |local )?\"?(standard_conforming_strings|client_encoding|names '')",
                    START + "(reset \"?(?:standard_conforming_strings|client_encoding|all)|discard all)\\b",
                    "\\bupdate (?:only )?(?:\"?pg_catalog\"? \\. )?\"?(pg_settings)\\b",
                    "\\b(set_config)\"? \\( (?!'' ,)"),
            Reach.of(UNREADABLE, "(?:''|\") (uescape)\\b", "(" + Pattern.quote(PostgresPlainLexer.UNREADABLE) + ")"));

    private static final List<Reach> IN_STATEMENT = List.of(
            Reach.of(
                    Reach.DYNAMIC,
                    "^(prepare|execute)\\b(?! transaction)",
                    "^(?:explain|create)\\b.* (execute) \"?\\w+\"?(?: \\([^()]*\\))?(?: with (?:no )?data)?$"),
            Reach.of("contains several statements", "; (alter|call|create|do|drop|execute|prepare|set)\\b"),
            Reach.of(
                    Reach.FILES,
                    "^create (?:or replace )?(?:function|procedure) .*\\b(language (?:''|\"?(?:c|internal)\\b))",
                    "^(create (?:or replace )?(?:trusted )?(?:procedural )?language \\S+ handler)\\b"),
            Reach.of("runs code of an extension that the server does not trust", "^load extension (\\S+)$"));

    private static final List<Reach> IN_CODE =
            List.of(Reach.of(Reach.DYNAMIC, "(?<![\\w$\"])(?<!\\. )(execute)(?![\\w$\"])"));

    /** Clauses that contain the word EXECUTE and run nothing. */
    private static final Pattern NO_EXECUTION = Pattern.compile(
            "\\bcreate (?:or replace )?(?:constraint |event )?trigger (?:(?!(?:then|else|loop|begin|;) ).)*?"
                    + "(?<! in)(?<! for)(?<! query) execute (?:function|procedure) (?:\\S+ \\. )?\\S+ \\("
                    + "|\\b(?:grant|revoke)(?: grant option for)?(?: \\w+ ,)* execute(?: , \\w+)* on ");

    private static final Pattern LANGUAGE = Pattern.compile("(?<![(,.] )\\blanguage (?:\"?(\\w+)\"?|'')");
    private static final Pattern READABLE = Pattern.compile("sql|plpgsql");
    private static final Pattern BLOCK = Pattern.compile("^do\\b");
    private static final Pattern HAS_BODY =
            Pattern.compile("\\b(?:create (?:or replace )?(?:function|procedure) |do (?:language \\S+ )?'')");
    private static final Pattern ROUTINE = Pattern.compile("^create (?:or replace )?(?:function|procedure) ");
    private static final Pattern NAMES_FUNCTIONS =
            Pattern.compile("^(?:create|alter) (?:or replace )?(?:operator|aggregate|type) ");

    private static final Pattern TEXTS_AS_USUAL = Pattern.compile(
            "set (?:session |local )?(?:standard_conforming_strings (?:=|to) (?:on|true|'')|client_encoding (?:=|to) \\S+|names '')");
    private static final Pattern USUAL = Pattern.compile("(?i)on|true|1|utf-?8|unicode");
    private static final Pattern SET_CONFIG = Pattern.compile("\\bset_config\\b");
    private static final Pattern UNUSUAL = Pattern.compile("(?i)standard_conforming_strings|client_encoding");
    private static final Pattern SETS_SCHEMAS = Pattern.compile("\\b(?:search_path\\b|set schema ''|set_config\\b)");
    private static final Pattern NAMES_SCHEMA =
            Pattern.compile("(?i)(?:.*,)?\\s*\"?(?:%s)\"?\\s*(?:,.*)?".formatted(REACHING_SCHEMAS));
    private static final Pattern SETS_TABLESPACE =
            Pattern.compile("\\bset (?:session |local )?\"?(?:default_tablespace|temp_tablespaces)\"? (?:=|to) ''");
    private static final Pattern TABLESPACE_SETTING = Pattern.compile("(?i)default_tablespace|temp_tablespaces");
    private static final Pattern USUAL_TABLESPACE = Pattern.compile("(?i)|pg_default");

    private static final Pattern RUNS_NOTHING = Pattern.compile(
            "^(?:drop|comment|grant|revoke|create (?:or replace )?(?:constraint )?(?:function|procedure|trigger|view)) ");
    private static final Pattern NOT_VOLATILE = Pattern.compile("(?i)\\b(?:stable|immutable)\\b");
    private static final Pattern USES_ROWS =
            Pattern.compile("^(?:insert|update|delete|merge|select|with|create materialized view) ");

    private final PostgresLiveObjects live;
    private final Supplier<Map<Definition, String>> unsafe;

    /** Creates the guard for a database without routines. */
    public PostgresGuard(Lexer lexer) {
        this(lexer, PostgresLiveObjects.NONE);
    }

    PostgresGuard(Lexer lexer, PostgresLiveObjects live) {
        super(new PostgresPlainLexer(lexer));
        this.live = live;
        this.unsafe = SingletonSupplier.of(() -> live.unsafe(this));
    }

    /**
     * Returns the guard for the models of a database, whose routines can be copied to scratch databases.
     *
     * @throws SQLException if the database cannot be queried
     */
    public static PostgresGuard of(Connection database, Lexer lexer) throws SQLException {
        try (java.sql.Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(PostgresLiveObjects.QUERY)) {
            return new PostgresGuard(lexer, PostgresLiveObjects.of(rows));
        }
    }

    /** Runs a query in a database. */
    @FunctionalInterface
    public interface Query {

        /** Returns what a reader makes of the rows of a query. */
        PostgresGuard run(String sql, ResultSetExtractor<PostgresGuard> reader);
    }

    /** Returns the guard for statements in a database that can be queried. */
    public static PostgresGuard of(Query database, Lexer lexer) {
        return database.run(
                PostgresLiveObjects.QUERY, (rows) -> new PostgresGuard(lexer, PostgresLiveObjects.of(rows)));
    }

    /** Returns a pattern for functions that are called, or that an operator or an aggregate is defined with. */
    private static String function(String names) {
        return NOT_DEFINED
                + "(?<![\\w$\"])(\"?(?:%1$s)\"?)(?: \\(|(?<=(?:=|\\bwith (?:function|procedure)) (?:\\S{1,70} \\. )?\\S{1,70})(?![\\w$\"]))"
                        .formatted(names);
    }

    @Override
    public List<Finding> findings(List<Statement> script) {
        return new PostgresScript(this, this.live, this.unsafe.get(), script).findings();
    }

    /**
     * Returns why a statement might run something in the database that reaches outside. A statement that changes or reads
     * rows might run what belongs to its tables; another one might run the routines that it mentions.
     */
    public Optional<String> reasonOfRun(String sql) {
        return reasonOfUse(sql, (definition) -> true);
    }

    /**
     * Returns why the default of a new column might reach outside although the table has no rows: the server evaluates it
     * unless it is volatile.
     */
    public Optional<String> reasonOfDefault(String sql) {
        return reasonOfUse(
                sql, (definition) -> NOT_VOLATILE.matcher(definition.sql()).find());
    }

    private Optional<String> reasonOfUse(String sql, Predicate<Definition> which) {
        PostgresCode code = read(sql);
        boolean usesRows = code.sql().contains(USES_ROWS);
        if (code.sql().contains(RUNS_NOTHING)) {
            return Optional.empty();
        }
        return reasonOfCode(code.sql())
                .or(() -> this.unsafe.get().entrySet().stream()
                        .filter((entry) -> which.test(entry.getKey()))
                        .filter((entry) -> usesRows || entry.getKey().isRoutine())
                        .filter((entry) -> code.mentions(entry.getKey().nameAnywhere()))
                        .findFirst()
                        .map((entry) ->
                                "uses '%s', which %s".formatted(entry.getKey().name(), entry.getValue())));
    }

    @Override
    Optional<String> reasonOf(NormalizedSql sql) {
        if (sql.contains(TEXTS_AS_USUAL) && isUsual(sql)) {
            return Optional.empty();
        }
        Optional<String> reason =
                reasonOfCode(sql).or(() -> first(IN_STATEMENT, sql)).or(() -> reasonOfNames(sql));
        return reason.isEmpty() && sql.contains(BLOCK) ? reasonOfBody(sql) : reason;
    }

    private static boolean isUsual(NormalizedSql sql) {
        return TEXTS_AS_USUAL.matcher(sql.text()).matches()
                && sql.literals().stream()
                        .allMatch((value) -> USUAL.matcher(value).matches());
    }

    /** Returns why something with this definition might reach outside when it is used. */
    Optional<String> reasonOfDefinition(PostgresCode code) {
        NormalizedSql sql = code.sql();
        return reasonOf(sql).or(() -> sql.contains(ROUTINE) ? reasonOfBody(sql) : Optional.empty());
    }

    /** Returns why code reaches outside, regardless of dynamic SQL in it. */
    Optional<String> reasonOfCode(NormalizedSql sql) {
        return first(ANYWHERE, sql).or(() -> reasonOfSetting(sql));
    }

    /** Returns why a setting whose name or value is a text reaches outside. */
    private static Optional<String> reasonOfSetting(NormalizedSql sql) {
        if (sql.contains(SET_CONFIG) && hasLiteral(sql, UNUSUAL)) {
            return Optional.of("changes how texts are read (SET_CONFIG)");
        }
        if (sql.contains(SETS_SCHEMAS) && hasLiteral(sql, NAMES_SCHEMA)) {
            return Optional.of(Reach.SERVER + " (SEARCH_PATH)");
        }
        boolean usesTablespace = sql.contains(SETS_TABLESPACE)
                ? !sql.literals().stream()
                        .allMatch((name) -> USUAL_TABLESPACE.matcher(name).matches())
                : sql.contains(SET_CONFIG) && hasLiteral(sql, TABLESPACE_SETTING);
        return usesTablespace ? Optional.of(Reach.SERVER + " (DEFAULT_TABLESPACE)") : Optional.empty();
    }

    private static boolean hasLiteral(NormalizedSql sql, Pattern pattern) {
        return sql.literals().stream()
                .anyMatch((text) -> pattern.matcher(text.strip()).matches());
    }

    /** Returns why a definition whose functions can be named by texts reaches outside. */
    private Optional<String> reasonOfNames(NormalizedSql sql) {
        return sql.contains(NAMES_FUNCTIONS)
                ? functionNames(sql)
                        .flatMap((name) -> reasonOfCode(name).stream())
                        .findFirst()
                : Optional.empty();
    }

    @Override
    Optional<String> reasonOfBody(NormalizedSql sql) {
        return unreadable(sql)
                .or(() -> code(sql).stream()
                        .flatMap((body) -> reasonOfCode(body)
                                .or(() -> first(IN_CODE, withoutClauses(body)))
                                .or(() -> body.contains(HAS_BODY) ? unreadable(body) : Optional.empty())
                                .stream())
                        .findFirst());
    }

    private static NormalizedSql withoutClauses(NormalizedSql body) {
        return new NormalizedSql(
                body.source(), NO_EXECUTION.matcher(body.text()).replaceAll(" "), body.literals());
    }

    private static Optional<String> unreadable(NormalizedSql sql) {
        return LANGUAGE.matcher(sql.text())
                .results()
                .map((language) -> Objects.requireNonNullElse(language.group(1), "''"))
                .filter((language) -> !READABLE.matcher(language).matches())
                .findFirst()
                .map((language) -> "contains code that cannot be examined (LANGUAGE %s)"
                        .formatted(language.toUpperCase(Locale.ROOT)));
    }

    /** Returns everything in a definition that can be the name of a function, also without an argument. */
    private Stream<NormalizedSql> functionNames(NormalizedSql definition) {
        return Stream.concat(
                        definition.literals().stream(),
                        Stream.of(definition.text().split(" ")))
                .map((name) -> normalized("= " + name));
    }

    /** Reads a statement with everything in it that can name a function. */
    PostgresCode read(String sql) {
        NormalizedSql statement = normalized(sql);
        List<NormalizedSql> all = new ArrayList<>(List.of(statement));
        if (statement.contains(HAS_BODY)) {
            all.addAll(code(statement));
        }
        if (statement.contains(NAMES_FUNCTIONS)) {
            functionNames(statement).forEach(all::add);
        }
        return new PostgresCode(statement, all);
    }

    /** Returns the bodies of a block or a routine: those in its texts, and those in the texts of these. */
    private List<NormalizedSql> code(NormalizedSql sql) {
        List<NormalizedSql> code = new ArrayList<>();
        Deque<NormalizedSql> open = new ArrayDeque<>(List.of(sql));
        while (!open.isEmpty()) {
            for (String literal : open.pop().literals()) {
                NormalizedSql body = normalized(literal);
                code.add(body);
                if (body.contains(HAS_BODY)) {
                    open.push(body);
                }
            }
        }
        return code;
    }
}
