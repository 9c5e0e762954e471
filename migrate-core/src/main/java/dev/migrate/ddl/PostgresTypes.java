package dev.migrate.ddl;

import dev.migrate.operation.SqlType;

/** The types of portable operations on PostgreSQL. */
public final class PostgresTypes extends DialectTypes {

    public PostgresTypes(String dialect, Ddl ddl, String textType) {
        super(dialect, ddl, textType);
    }

    @Override
    String type(SqlType type) {
        return switch (type.kind()) {
            case VARBINARY, BLOB -> "BYTEA";
            case JSON -> "JSONB";
            default -> super.type(type);
        };
    }
}
