package dev.migrate.autogenerate.models;

import dev.migrate.autogenerate.EntitySources;
import dev.migrate.autogenerate.EntitySources.Edit;
import dev.migrate.autogenerate.ModelSource;
import dev.migrate.testsupport.DatabaseProduct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The entities of an application, and the changes that they go through one after the other.
 *
 * @param name the name of the application, and of the folder of its entities
 * @param adaptations what Hibernate cannot map on a product, replaced by something similar
 * @param changes the changes in their order
 */
record ModelHistory(String name, Map<DatabaseProduct, List<Edit>> adaptations, List<ModelChange> changes) {

    static final String FILE = "Model.java";

    ModelHistory {
        adaptations = Map.copyOf(adaptations);
        changes = List.copyOf(changes);
    }

    static ModelHistory of(String name, ModelChange... changes) {
        return new ModelHistory(name, Map.of(), List.of(changes));
    }

    /** Returns the entities after a number of changes. */
    ModelSource models(int count, DatabaseProduct product) {
        EntitySources sources = new EntitySources(Map.of(FILE, text()));
        for (ModelChange change : this.changes.subList(0, count)) {
            sources = sources.edited(change.edits());
        }
        sources = sources.edited(this.adaptations.getOrDefault(product, List.of()));
        return EntitySources.source(sources.compiled(), Map.of());
    }

    private String text() {
        try {
            return Files.readString(Path.of("src/test/resources/models", this.name, FILE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return this.name;
    }
}
