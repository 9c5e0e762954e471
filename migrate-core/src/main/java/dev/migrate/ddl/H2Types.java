package dev.migrate.ddl;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/** The types and sequences of portable operations on H2. */
public final class H2Types extends DialectTypes {

    private static final long CACHE = 32;

    public H2Types(String dialect, Ddl ddl, String textType) {
        super(dialect, ddl, textType);
    }

    @Override
    public Sequence sequence(QualifiedName name, long start, long increment) {
        return sequence(name, "BIGINT", start, increment, Long.MAX_VALUE, CACHE);
    }
}
