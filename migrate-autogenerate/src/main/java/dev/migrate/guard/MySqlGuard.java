package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The guard for MariaDB and MySQL. Privileges outlive the database that they are granted on. */
public final class MySqlGuard extends StatementGuard {

    private static final List<Reach> WAYS = List.of(
            Reach.of(
                    Reach.SERVER,
                    "^((?:create|alter|drop|rename) (?:or replace )?(?:user|role|server|tablespace|undo tablespace|logfile group|resource group))\\b",
                    "^(grant|revoke|flush|reset|purge|kill|shutdown|restart|clone|binlog|xa|backup)\\b",
                    "^(set (?:password|default role|resource group))\\b",
                    "^((?:install|uninstall) (?:plugin|component|soname))\\b",
                    "^(change (?:master|replication)|(?:start|stop) (?:all )?(?:slaves?|replicas?|group_replication))\\b",
                    "^((?:lock|unlock) instance|alter instance)\\b",
                    "^((?:create|alter) (?:or replace )?(?:definer = \\S+(?: @ \\S+)? )?event)\\b",
                    "^create (?:or replace )?(?:aggregate )?(function\\b.* soname)\\b"),
            Reach.of(
                    Reach.FILES,
                    "\\b(load (?:data|xml)\\b.* infile)\\b",
                    "\\b(into (?:outfile|dumpfile))\\b",
                    Reach.call("load_file|sys_exec|sys_eval|sys_get|sys_set"),
                    "\\b((?:data|index) directory) ",
                    "^(import table)\\b"),
            Reach.of(
                    Reach.DATABASE,
                    "\\b(engine (?:= )?(?:\"?(?:federated|federatedx|connect|spider|s3)\"?)(?![\\w$]))",
                    "\\b(connection) (?:= )?''"));

    private static final List<Reach> CODE = List.of(Reach.of(
            Reach.DYNAMIC,
            "(?:^|; |begin |then |else |loop |do )(prepare|execute|deallocate prepare|drop prepare)\\b"));

    private static final Pattern ROUTINE =
            Pattern.compile("^create (?:\\S+ ){0,6}?(?:procedure|function|trigger|package) ");
    private static final Pattern OF_DATABASE = Pattern.compile(
            "^(use|(?:create(?: or replace)?|drop|alter) (?:database|schema)) (?:if (?:not )?exists )?\"?([\\w$?]+)\"?");

    private final Set<String> own;
    private final Set<String> all;

    /**
     * Creates the guard.
     *
     * @param own the databases in whose place there are scratch databases
     * @param all the databases of the server
     */
    public MySqlGuard(Lexer lexer, Set<String> own, Set<String> all) {
        super(lexer);
        this.own = Set.copyOf(own);
        this.all = Set.copyOf(all);
    }

    @Override
    public StatementGuard replacing(Set<String> databases) {
        Set<String> replaced = new TreeSet<>(this.own);
        replaced.addAll(databases);
        return new MySqlGuard(this.lexer, replaced, this.all);
    }

    @Override
    Optional<String> reasonOf(NormalizedSql sql) {
        Optional<String> reason = setting(sql)
                .or(() -> first(WAYS, sql))
                .or(() -> ofDatabase(sql))
                .or(() -> otherDatabase(sql));
        return reason.isEmpty() && !sql.contains(ROUTINE) ? first(CODE, sql) : reason;
    }

    private Optional<String> setting(NormalizedSql sql) {
        return new MySqlSettings(this.lexer, List.of()).changesServer(sql.source())
                ? Optional.of("changes a setting of the server")
                : Optional.empty();
    }

    private Optional<String> ofDatabase(NormalizedSql sql) {
        Matcher clause = OF_DATABASE.matcher(sql.text());
        return clause.find() && this.own.stream().noneMatch(clause.group(2)::equalsIgnoreCase)
                ? sql.find(OF_DATABASE).map((found) -> "%s (%s %s)".formatted(Reach.DATABASE, found, clause.group(2)))
                : Optional.empty();
    }

    /** A name in another case might be that of the live database, and is not replaced. */
    private Optional<String> otherDatabase(NormalizedSql sql) {
        Map<String, String> replaced = this.own.stream().collect(Collectors.toMap((name) -> name, (name) -> name));
        return new MySqlQualifiers(this.lexer, replaced)
                .foreignDatabases(sql.source(), this.all).stream()
                        .findFirst()
                        .map((name) -> "%s ('%s')".formatted(Reach.DATABASE, name));
    }

    @Override
    Function<String, Optional<String>> inOrder(List<String> script) {
        MySqlSettings settings = new MySqlSettings(this.lexer, script);
        return (sql) -> settings.readsAnotherWay(sql)
                ? Optional.of(
                        "changes the SQL mode to one that might change how names and texts are parsed; name the modes in the statement")
                : Optional.empty();
    }

    @Override
    Optional<String> reasonOfBody(NormalizedSql sql) {
        return first(CODE, sql);
    }
}
