package dev.migrate.schema;

/**
 * A sequence that stands on its own; one that only serves a column is that column's {@link Identity}.
 *
 * @param type the type of its numbers as the product prints it; empty where it has none
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
        implements Element {

    /** The same by another name in its schema. */
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
