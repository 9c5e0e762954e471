package dev.migrate.scratch;

import java.sql.SQLException;

/** An extension of the live database cannot be created in a scratch database. */
final class PostgresExtensionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient PostgresExtension extension;

    PostgresExtensionException(PostgresExtension extension, SQLException failure) {
        super(
                "The extension '%s' of the live database cannot be created in a scratch database: %s"
                        .formatted(extension.name(), failure.getMessage()),
                failure);
        this.extension = extension;
    }

    PostgresExtension extension() {
        return this.extension;
    }
}
