package dev.migrate.product;

import dev.migrate.dialect.Dialect;
import dev.migrate.error.AutogenerateException;
import dev.migrate.error.ErrorCode;
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
import java.sql.SQLException;

/**
 * The parts of a database product that a comparison with models needs in addition to its dialect.
 *
 * @param inspector reads its schemas
 * @param scratch opens its scratch databases
 */
public record Product(Inspector inspector, ScratchSource scratch) {

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

    /**
     * Returns the product of a dialect.
     *
     * @throws AutogenerateException if the product is not supported
     */
    public static Product of(Dialect dialect) {
        return switch (dialect.name()) {
            case "postgresql" -> new Product(new PostgresInspector(dialect.ddl()), PostgresScratchFactory::new);
            case "mariadb" -> mySql(new MariaDbInspector(dialect.lexer()));
            case "mysql" -> mySql(new MySqlInspector(dialect.lexer()));
            case "h2" -> new Product(new H2Inspector(), H2ScratchFactory::new);
            case "sqlite" -> new Product(new SqliteInspector(dialect.ddl()), SqliteScratchFactory::new);
            default ->
                throw new AutogenerateException(
                        ErrorCode.UNSUPPORTED_DATABASE,
                        "Migrate cannot compare models with a database of '%s'.".formatted(dialect.name()),
                        "Write the revision by hand.",
                        null);
        };
    }

    private static Product mySql(MySqlInspector inspector) {
        return new Product(inspector, (live) -> MySqlScratchFactory.like(live, inspector));
    }
}
