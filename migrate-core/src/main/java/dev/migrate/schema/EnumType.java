package dev.migrate.schema;

import java.util.List;

/** An enumerated type of the database with its labels in order. */
public record EnumType(QualifiedName name, List<String> labels) implements SchemaObject {

    public EnumType {
        labels = List.copyOf(labels);
    }

    @Override
    public String word() {
        return "enum";
    }

    @Override
    public String label() {
        return this.name.toString();
    }

    @Override
    public String describe() {
        return String.join(", ", this.labels);
    }
}
