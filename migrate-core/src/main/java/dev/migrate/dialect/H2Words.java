package dev.migrate.dialect;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/** H2's words for portable operations. */
final class H2Words extends Words {

    private static final long CACHE = 32;

    H2Words(String dialect, Ddl ddl, String textType) {
        super(dialect, ddl, textType);
    }

    @Override
    public Sequence sequence(QualifiedName name, long start, long increment) {
        return sequence(name, "BIGINT", start, increment, Long.MAX_VALUE, CACHE);
    }
}
