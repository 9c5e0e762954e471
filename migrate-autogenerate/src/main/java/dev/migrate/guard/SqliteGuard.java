package dev.migrate.guard;

import dev.migrate.sql.Lexer;
import java.util.List;
import java.util.Optional;

/** The guard for SQLite. */
public final class SqliteGuard extends StatementGuard {

    private static final List<Reach> WAYS = List.of(
            Reach.of(Reach.DATABASE, "^(attach|detach)\\b"),
            Reach.of(
                    Reach.FILES,
                    "^(vacuum\\b.* into)\\b",
                    "^(pragma (?:\\S+ \\. )?'')",
                    "^(pragma (?:\\S+ \\. )?\"?(?:temp_store_directory|data_store_directory)\"?)",
                    Reach.call("load_extension|readfile|writefile|edit|fsdir|lsmode|fts3_tokenizer|zipfile"),
                    "^(create virtual table .* using (?!\"?(?:fts3|fts4|fts5|fts4aux|fts5vocab|rtree|rtree_i32|geopoly|json_each|json_tree|generate_series)\\b)\\S+)"));

    /** Creates the guard. */
    public SqliteGuard(Lexer lexer) {
        super(lexer);
    }

    /** A byte order mark is white space wherever it is. */
    @Override
    NormalizedSql normalized(String sql) {
        return super.normalized(sql.replace('\uFEFF', ' '));
    }

    @Override
    Optional<String> reasonOf(NormalizedSql sql) {
        return first(WAYS, sql);
    }

    /** The body of a trigger contains only statements on rows, which {@link #reasonOf} examines. */
    @Override
    Optional<String> reasonOfBody(NormalizedSql sql) {
        return Optional.empty();
    }
}
