package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The guard for PostgreSQL. */
public final class PostgresGuard extends StatementGuard {

    /** Where a statement starts, also in a block. */
    private static final String START = "(?:^|; |begin |then |else |loop )";

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
                    START
                            + "((?:grant|revoke)\\b(?![^;]* on )|(?:grant|revoke)\\b[^;]* on (?:database|tablespace|parameter|foreign))\\b",
                    Reach.call(
                            "pg_reload_conf|pg_rotate_logfile\\w*|pg_logfile_rotate|pg_terminate_backend|pg_cancel_backend"
                                    + "|pg_promote|pg_switch_(?:wal|xlog)|pg_wal_replay_\\w+|pg_create_(?:physical|logical)_replication_slot"
                                    + "|pg_copy_\\w+_replication_slot|pg_drop_replication_slot|pg_replication_(?:slot|origin)_\\w+"
                                    + "|pg_sync_replication_slots|pg_create_restore_point|pg_(?:start_backup|stop_backup|backup_start|backup_stop)"
                                    + "|pg_stat_reset_(?:shared|slru|replication_slot|subscription_stats)|pg_stat_statements_reset|pg_nextoid"),
                    "(?<![\\w$\"])(\"?cron\"? \\. \"?\\w+\"?) \\("),
            Reach.of(
                    Reach.FILES,
                    START + "(copy\\b[^;]* (?:from|to) program)\\b",
                    START + "(copy\\b[^;]* (?:from|to)) (?:e |u& ?)?''",
                    START + "(load) (?:e |u& ?)?''",
                    Reach.call("lo_import|lo_export|pg_read_\\w*file|pg_ls_\\w+|pg_stat_file|pg_file_\\w+|pg_logdir_ls"
                            + "|pg_current_logfile|pg_execute_server_program")),
            Reach.of(
                    Reach.DATABASE,
                    Reach.call("dblink\\w*|postgres_fdw_\\w+"),
                    START + "((?:create|alter|drop) (?:server|foreign table|foreign data wrapper|user mapping))\\b",
                    START + "(import foreign schema)\\b"),
            Reach.of(
                    Reach.DYNAMIC,
                    Reach.call(
                            "query_to_xml\\w*|cursor_to_xml\\w*|table_to_xml\\w*|schema_to_xml\\w*|database_to_xml\\w*"),
                    "(u&) \"[^\"]*\" \\("));

    private static final List<Reach> IN_STATEMENT = List.of(
            Reach.of(Reach.DYNAMIC, "^(prepare|execute)\\b(?! transaction)"),
            Reach.of(
                    Reach.FILES,
                    "^create (?:or replace )?(?:function|procedure) .*\\b(language (?:'' |\"?)(?:c|internal)\\b)",
                    "^(create (?:or replace )?(?:trusted )?(?:procedural )?language \\S+ handler)\\b"));

    /** Not the clause of a trigger, and not the privilege. */
    private static final List<Reach> IN_CODE = List.of(Reach.of(
            Reach.DYNAMIC, "(?<!grant |revoke |, |option for )\\b(execute)\\b(?! (?:function|procedure|on)\\b)"));

    private static final Pattern LANGUAGE = Pattern.compile("\\blanguage \"?(\\w+)\"?");
    private static final Pattern QUOTED_LANGUAGE = Pattern.compile("\\blanguage ''");
    private static final Pattern READABLE = Pattern.compile("sql|plpgsql");
    private static final Pattern BLOCK = Pattern.compile("^do\\b");
    private static final Pattern ESCAPED_CODE = Pattern.compile("(?:^do|\\bas) (?:language \\S+ )?(?:e|u&) ?''");

    /** Creates the guard. */
    public PostgresGuard(Lexer lexer) {
        super(lexer);
    }

    @Override
    Optional<String> reasonOf(NormalizedSql sql) {
        Optional<String> reason = first(ANYWHERE, sql).or(() -> first(IN_STATEMENT, sql));
        return reason.isEmpty() && sql.contains(BLOCK) ? reasonOfBody(sql) : reason;
    }

    @Override
    Optional<String> reasonOfBody(NormalizedSql sql) {
        Matcher language = LANGUAGE.matcher(sql.text());
        String name = language.find() ? language.group(1) : "plpgsql";
        if (!READABLE.matcher(name).matches() || sql.contains(QUOTED_LANGUAGE)) {
            return Optional.of(
                    "contains code that cannot be examined (LANGUAGE %s)".formatted(name.toUpperCase(Locale.ROOT)));
        }
        if (sql.contains(ESCAPED_CODE)) {
            return Optional.of("contains code that cannot be examined (E'…')");
        }
        return first(IN_CODE, sql)
                .filter((reason) -> sql.literals().isEmpty())
                .or(() -> sql.literals().stream()
                        .map(this::normalized)
                        .flatMap((body) -> first(ANYWHERE, body).or(() -> first(IN_CODE, body)).stream())
                        .findFirst());
    }
}
