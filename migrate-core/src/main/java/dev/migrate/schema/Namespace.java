package dev.migrate.schema;

/** A schema of the database other than the default schema of the application. */
public record Namespace(String name) implements SchemaObject {

    @Override
    public String word() {
        return "schema";
    }

    @Override
    public String label() {
        return this.name;
    }

    @Override
    public String describe() {
        return this.name;
    }
}
