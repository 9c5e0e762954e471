package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import java.util.List;
import java.util.Optional;

/** The guard for H2, whose scratch databases are private and in memory. Its users belong to the database. */
public final class H2Guard extends StatementGuard {

    private static final String QUOTED = "(?:u& ?)?''";

    private static final List<Reach> WAYS = List.of(
            Reach.of(
                    Reach.DATABASE,
                    "^(create (?:or replace )?(?:force )?(?:(?:global|local) )?(?:temporary |temp )?linked table)\\b",
                    Reach.call("link_schema")),
            Reach.of(
                    Reach.FILES,
                    "^(runscript|backup|shutdown)\\b",
                    "^(script\\b.* to) " + QUOTED,
                    Reach.call("csvread|csvwrite|file_read|file_write"),
                    "^(create (?:force )?(?:or replace )?(?:alias|trigger)\\b.* as) (?:" + QUOTED + "|$)",
                    "^(create\\b.* engine) (?:" + QUOTED + "|\")",
                    "^(set \"?(?:database_event_listener|default_table_engine|java_object_serializer|authenticator|trace_level_file|builtin_alias_override)\"?)"),
            Reach.of(Reach.DYNAMIC, "^(execute immediate|prepare)\\b"));

    private static final List<Reach> JAVA = List.of(Reach.of(
            "runs Java code",
            "^create (?:force )?(?:or replace )?(alias)\\b.* for ",
            "^create (?:force )?(?:or replace )?(aggregate)\\b.* for ",
            "^create (?:force )?(trigger)\\b.* call "));

    /** Creates the guard. */
    public H2Guard(Lexer lexer) {
        super(lexer);
    }

    @Override
    Optional<String> reasonOf(NormalizedSql sql) {
        return first(WAYS, sql);
    }

    @Override
    Optional<String> reasonOfBody(NormalizedSql sql) {
        return first(JAVA, sql);
    }
}
