package dev.migrate.schema;

/**
 * A standalone sequence. A sequence that only serves a column is part of that column's {@link Identity}.
 *
 * @param type the numeric type as the product prints it; empty if the product has none
 */
public record Sequence(
        QualifiedName name,
        String type,
        long start,
        long increment,
        long minimum,
        long maximum,
        long cache,
        boolean cycle)
        implements SchemaObject {

    /** Returns this sequence with another name in the same schema. */
    public Sequence named(String other) {
        return new Sequence(
                this.name.sibling(other),
                this.type,
                this.start,
                this.increment,
                this.minimum,
                this.maximum,
                this.cache,
                this.cycle);
    }

    @Override
    public String word() {
        return "sequence";
    }

    @Override
    public String label() {
        return this.name.toString();
    }

    @Override
    public String describe() {
        return "start %d, increment %d, from %d to %d, cache %d%s"
                .formatted(
                        this.start,
                        this.increment,
                        this.minimum,
                        this.maximum,
                        this.cache,
                        this.cycle ? ", cycle" : "");
    }
}
