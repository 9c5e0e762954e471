package dev.migrate.spring.boot.autoconfigure.connection;

import dev.migrate.spring.boot.autoconfigure.MigrateConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Provides connection details for any database that Docker Compose has started. */
final class JdbcAdaptingMigrateConnectionDetailsFactory
        implements ConnectionDetailsFactory<JdbcConnectionDetails, MigrateConnectionDetails> {

    @Override
    public MigrateConnectionDetails getConnectionDetails(JdbcConnectionDetails details) {
        return new Adapted(details);
    }

    private record Adapted(JdbcConnectionDetails details) implements MigrateConnectionDetails {

        @Override
        public @Nullable String getUsername() {
            return this.details.getUsername();
        }

        @Override
        public @Nullable String getPassword() {
            return this.details.getPassword();
        }

        @Override
        public String getJdbcUrl() {
            return this.details.getJdbcUrl();
        }

        @Override
        public String getDriverClassName() {
            return this.details.getDriverClassName();
        }

        /** Omits the password. */
        @Override
        public String toString() {
            return "database of Docker Compose";
        }
    }
}
