package dev.migrate.ddl;

import dev.migrate.operation.SqlType;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/** The types and sequences of portable operations on MariaDB, where they differ from MySQL's. */
public final class MariaDbTypes extends MySqlTypes {

    private static final long CACHE = 1000;

    public MariaDbTypes(String dialect, Ddl ddl, String textType) {
        super(dialect, ddl, textType);
    }

    @Override
    String type(SqlType type) {
        return type.kind() == SqlType.Kind.UUID ? "UUID" : super.type(type);
    }

    @Override
    public Sequence sequence(QualifiedName name, long start, long increment) {
        return sequence(name, "", start, increment, Long.MAX_VALUE - 1, CACHE);
    }
}
