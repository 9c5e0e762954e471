package dev.migrate.product;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
import dev.migrate.guard.H2Guard;
import dev.migrate.guard.PostgresGuard;
import dev.migrate.guard.SqliteGuard;
import dev.migrate.guard.StatementGuard;
import dev.migrate.inspect.Inspector;
import dev.migrate.inspect.h2.H2Inspector;
import dev.migrate.inspect.mysql.MariaDbInspector;
import dev.migrate.inspect.mysql.MySqlInspector;
import dev.migrate.inspect.postgres.PostgresInspector;
import dev.migrate.inspect.sqlite.SqliteInspector;
import dev.migrate.scratch.H2ScratchFactory;
import dev.migrate.scratch.LiveDatabase;
import dev.migrate.scratch.MySqlScratchFactory;
import dev.migrate.scratch.PostgresScratchFactory;
import dev.migrate.scratch.ScratchFactory;
import dev.migrate.scratch.SqliteScratchFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * The parts of a database product that a comparison with models needs in addition to its dialect.
 *
 * @param inspector reads its schemas
 * @param scratch opens its scratch databases
 * @param guard finds the statements that a scratch database refuses
 */
public record Product(Inspector inspector, ScratchSource scratch, GuardSource guard) {

    /** Returns the factory of scratch databases that are like a live database. */
    @FunctionalInterface
    public interface ScratchSource {

        /**
         * Returns the factory, which must be closed before the session of the live database.
         *
         * @throws SQLException if the live database cannot be queried
         */
        ScratchFactory like(LiveDatabase live) throws SQLException;
    }

    /** Returns the guard for the models of a live database. */
    @FunctionalInterface
    public interface GuardSource {

        /**
         * Returns the guard.
         *
         * @throws SQLException if the live database cannot be queried
         */
        StatementGuard of(Connection live) throws SQLException;
    }

    /**
     * Returns the product of a dialect.
     *
     * @throws AutogenerateException if the product is not supported
     */
    public static Product of(Dialect dialect) {
        return switch (dialect.name()) {
            case "postgresql" ->
                new Product(
                        new PostgresInspector(dialect.ddl()),
                        PostgresScratchFactory::new,
                        (live) -> PostgresGuard.of(live, dialect.lexer()));
            case "mariadb" -> mySql(dialect, new MariaDbInspector(dialect.lexer()));
            case "mysql" -> mySql(dialect, new MySqlInspector(dialect.lexer()));
            case "h2" -> new Product(new H2Inspector(), H2ScratchFactory::new, (live) -> new H2Guard(dialect.lexer()));
            case "sqlite" ->
                new Product(
                        new SqliteInspector(dialect.ddl()),
                        SqliteScratchFactory::new,
                        (live) -> new SqliteGuard(dialect.lexer()));
            default ->
                throw new AutogenerateException(
                        ErrorCode.UNSUPPORTED_DATABASE,
                        "Migrate cannot compare models with a database of '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }

    private static Product mySql(Dialect dialect, MySqlInspector inspector) {
        return new Product(
                inspector,
                (live) -> MySqlScratchFactory.like(live, inspector),
                (live) -> MySqlScratchFactory.guard(
                        live, dialect, live.getCatalog() == null ? Set.of() : Set.of(live.getCatalog())));
    }
}
