package dev.migrate.ddl;

import dev.migrate.operation.SqlType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/** The types of portable operations on MySQL. */
public class MySqlTypes extends DialectTypes {

    public MySqlTypes(String dialect, Ddl ddl, String textType) {
        super(dialect, ddl, textType);
    }

    @Override
    String type(SqlType type) {
        return switch (type.kind()) {
            case BLOB -> "LONGBLOB";
            case TIME -> "TIME(6)";
            case TIMESTAMP, INSTANT -> "DATETIME(6)";
            case UUID -> "BINARY(16)";
            default -> super.type(type);
        };
    }

    @Override
    Identity numbering() {
        return new Identity(Identity.Mode.AUTO_INCREMENT, "");
    }

    @Override
    String now(SqlType type) {
        return type(type).endsWith("(6)") ? "CURRENT_TIMESTAMP(6)" : "CURRENT_TIMESTAMP";
    }

    @Override
    public Sequence sequence(QualifiedName name, long start, long increment) {
        throw new UnsupportedOperationException("MySQL has no sequences");
    }
}
