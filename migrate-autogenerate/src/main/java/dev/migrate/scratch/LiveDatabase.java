package dev.migrate.scratch;

import dev.migrate.dialect.Dialect;
import dev.migrate.inspect.Scope;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The live database that scratch databases are like.
 *
 * @param session a session of it that stays open as long as the factory
 * @param dataSource opens more sessions of it
 * @param dialect its dialect
 * @param scope the part of the live and the scratch databases that is read
 * @param scratchUrl the URL of the database, or on MySQL of the server, to use for scratch databases; null to use the
 *     server of the live database
 */
public record LiveDatabase(
        Connection session,
        DataSource dataSource,
        Dialect dialect,
        Scope scope,
        @Nullable String scratchUrl) {}
