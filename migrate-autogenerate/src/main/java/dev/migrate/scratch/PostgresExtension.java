package dev.migrate.scratch;

import java.util.List;

/**
 * An extension that is installed in the live database.
 *
 * @param requires the extensions that it requires
 */
record PostgresExtension(String name, String schema, String version, List<String> requires) {

    PostgresExtension {
        requires = List.copyOf(requires);
    }

    /** Whether both are the same version of an extension in the same schema. */
    boolean isSameAs(PostgresExtension other) {
        return this.name.equals(other.name) && this.schema.equals(other.schema) && this.version.equals(other.version);
    }

    /** Returns the statement that creates it with the same version. */
    String creation() {
        return creationOfDefaultVersion() + " version " + PostgresDatabaseProperties.quoted(this.version);
    }

    /** Returns the statement that creates it with the version that the server prefers. */
    String creationOfDefaultVersion() {
        return "create extension %s schema %s"
                .formatted(
                        PostgresDatabaseProperties.quoted(this.name), PostgresDatabaseProperties.quoted(this.schema));
    }

    /** Returns what creates it, with its schema, in an empty database. */
    String creationInEmptyDatabase() {
        String schema = this.schema.equals("public") || isInSystemSchema()
                ? ""
                : "create schema %1$s; grant usage on schema %1$s to public; "
                        .formatted(PostgresDatabaseProperties.quoted(this.schema));
        return schema + creation();
    }

    /** Whether its schema belongs to the server. */
    boolean isInSystemSchema() {
        return this.schema.startsWith("pg_");
    }
}
